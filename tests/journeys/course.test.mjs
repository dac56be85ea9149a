// The whole policy, lived through once: from the complaint to the day on which nothing is owed any more.
import assert from 'node:assert/strict';
import { ga, good, journeys, klik, klok, pad, verder } from './lib.mjs';
import { klaag, volg } from './klagen.mjs';
import { antwoord, leest, opvolger, veld } from './werk.mjs';

const ANSWER = 'Dag Fatima. De ketel stond verkeerd. De installateur zet ze juist.';
const MEASURE = 'Wie een klacht aan de telefoon krijgt, belt dezelfde dag terug.';

/** Whether a mail with this subject left, on one of the newest pages of the demo's post. */
async function gemaild(page, subject) {
  for (let path = '/demo/post', tries = 0; path && tries < 8; tries += 1) {
    await ga(page, path);
    if ((await page.locator('main').innerText()).includes(subject)) return true;
    const older = page.locator('main a[href*="na="]');
    path = (await older.count()) > 0 ? await older.last().getAttribute('href') : null;
  }
  return false;
}

journeys((journey) => {
  journey('the full course past both reviews', async ({ page, someone }) => {
    // Monday 23 November: the complaint, and the same day the answer, an offer and a change in the way of working.
    const { number, code } = await klaag(page, { how: 'mail' });
    const name = await opvolger(page, number);
    await antwoord(page, number, {
      text: ANSWER,
      offer: { what: 'De installateur zet de ketel juist', who: name, by: '2026-11-27' },
      change: 'ja',
      measure: { what: MEASURE, sign: 'Geen klacht hierover in drie maanden', who: 'Jan', reviewer: name, from: '2026-12-07' },
    });
    const complainant = await someone();
    assert.ok((await volg(complainant, code)).includes(MEASURE), 'the complainant hears what changes');
    const board = await leest(page, 'Chris', `/bestuur/klachten/${number}`);
    assert.ok(board.includes(ANSWER.replace('Fatima', '[naam]')) && board.includes(MEASURE));

    // Thursday 26 November: what was offered is done.
    await klok(page, '2026-11-26T10:00');
    await opvolger(page, number, [name]);
    const offered = page.locator('main form[action$="/gedaan"]').first();
    assert.equal(await klik(page, offered.locator('button')), 422, 'it is asked once more');
    await good(page);
    await offered.locator('[name^=klaar_]').check();
    assert.equal(await klik(page, offered.locator('button')), 200);

    // Monday 7 December: the measure is applied, by its owner, with a proof.
    await klok(page, '2026-12-07T10:00');
    await leest(page, 'Jan', '/werk/maatregelen');
    await good(page);
    await klik(page, page.getByRole('link', { name: new RegExp(MEASURE.slice(0, 20)) }).first());
    await good(page);
    const measure = pad(page);
    await page.fill(veld('bewijs'), 'Het staat op de lijst aan de telefoon en in het verslag van 7 december.');
    assert.equal(await verder(page), 200);

    // Six weeks after the offer was done: we ask whether it is solved, and the complainant says so.
    await klok(page, '2027-01-11T10:00');
    assert.ok(await gemaild(page, `Is het opgelost? (${number})`), 'the question went out by mail');
    await volg(complainant, code);
    await ga(complainant, '/volgen/klacht/opgelost');
    await good(complainant);
    await complainant.check('[name=opgelost][value=ja]');
    await complainant.check('[name=opnieuw][value=nee]');
    assert.equal(await verder(complainant), 200);

    // Three months after the change: another person than its owner says whether it worked.
    await klok(page, '2027-03-05T10:00');
    await leest(page, name, measure);
    await good(page);
    await page.check('[name=oordeel][value=worked]');
    await page.fill('[name=woorden]', 'Geen klacht hierover in drie maanden.');
    assert.equal(await verder(page), 200);

    // Nothing is owed any more: the file is closed, by itself, and the course has nothing open and nothing missed.
    await complainant.goto('/volgen/klacht');
    await good(complainant);
    assert.equal(await complainant.locator('ol.verloop > li.open').count(), 0, 'nothing is open');
    assert.equal(await complainant.locator('ol.verloop > li.gemist').count(), 0, 'nothing was missed');
    for (const path of ['/bestuur', '/beleid/zinnen', '/overzicht']) {
      await leest(page, 'Chris', path);
      await good(page);
    }
  });

  journey('what nobody does is missed in the open, and is still owed', async ({ page, someone }) => {
    const { number, code } = await klaag(page);
    await klok(page, '2026-11-26T09:00');
    const complainant = await someone();
    const text = await volg(complainant, code);
    await good(complainant);
    assert.ok((await complainant.locator('ol.verloop > li.gemist').count()) >= 1, 'the missed promise is shown');
    assert.match(text, /sorry/i, 'we say sorry by ourselves');
    const name = await opvolger(page, number);
    assert.ok((await leest(page, name, '/werk')).includes(number), 'it is still to be done');
    await antwoord(page, number, { text: ANSWER });
    await complainant.goto('/volgen/klacht');
    assert.ok((await complainant.locator('ol.verloop > li.gemist').count()) >= 1, 'late and kept are both true');
  });
});
