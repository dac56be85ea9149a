// What staff write down for somebody who phones or comes by, and what they note of a call; and what is said of it.
import assert from 'node:assert/strict';
import { ga, good, journeys, klik, klok, persoon, verder } from './lib.mjs';
import { klaag, nummerEnCode, PAPER, volg, WORDS } from './klagen.mjs';
import { leest, opvolger } from './werk.mjs';

const druk = (page, value) => klik(page, page.locator(`main button[name=doe][value=${value}]`));

/** A reply as a mail program keeps it: of Monday ten past ten, with the older mail under it and a paper. */
const MAIL = {
  name: 'antwoord.eml',
  mimeType: 'message/rfc822',
  buffer: Buffer.from(
    [
      'From: Ann <ann@voorbeeld.test>',
      'Date: Mon, 23 Nov 2026 10:10:00 +0100',
      'Content-Type: multipart/mixed; boundary=x',
      '',
      '--x',
      'Content-Type: text/plain; charset=utf-8',
      '',
      'Dag Fatima',
      '',
      'De firma komt woensdag. Het spijt ons.',
      '',
      'Op ma 23 nov 2026 om 09:00 schreef Fatima:',
      '> De lift is stuk.',
      '--x',
      'Content-Type: application/pdf; name="brief.pdf"',
      'Content-Disposition: attachment; filename="brief.pdf"',
      'Content-Transfer-Encoding: base64',
      '',
      PAPER.buffer.toString('base64'),
      '--x--',
      '',
    ].join('\r\n'),
  ),
};

journeys((journey) => {
  journey('a complaint by phone is written down, read out, changed and only then registered', async ({ page, someone }) => {
    await ga(page, '/demo');
    await persoon(page, 'Ann');
    await ga(page, '/werk/nieuw');
    assert.equal(await verder(page), 422, 'nothing is filled in yet');
    await good(page);
    await page.selectOption('[name=kanaal]', 'phone');
    await page.fill('[name=gehoord_datum]', '2026-11-20');
    await page.fill('[name=gehoord_uur]', '16.40');
    await page.check('[name=wie][value=resident]');
    await page.check('[name=wie][value=cooperator]');
    await page.fill('[name=verhaal]', WORDS);
    await page.check('[name=hoe][value=code]');
    await page.fill('[name=naam]', 'Odette');
    await page.getByRole('checkbox', { name: 'Karim' }).check();
    assert.equal(await verder(page), 200);
    await good(page);
    let text = await page.locator('main').innerText();
    for (const said of ['Lees dit voor', 'Je belde ons op vrijdag 20 november', WORDS, 'Odette', 'Karim']) {
      assert.ok(text.includes(said), `it is read out: ${said}`);
    }
    assert.equal(await page.locator('.code').count(), 0, 'there is no code before it is right');
    assert.equal(await druk(page, 'verander'), 200);
    assert.equal(await page.inputValue('[name=verhaal]'), WORDS, 'what was typed stands in the form again');
    await page.fill('[name=oplossing]', 'Maak de lift.');
    assert.equal(await verder(page), 200);
    assert.ok((await page.locator('main').innerText()).includes('Maak de lift.'));
    assert.equal(await druk(page, 'bewaar'), 200);
    await good(page);
    const { number, code } = await nummerEnCode(page);
    assert.match(await page.locator('main').innerText(), /ten laatste op dinsdag 24 november/, 'counted from the call');
    text = await volg(await someone(), code);
    assert.ok(text.includes(number) && text.includes('Maak de lift.'));
    await persoon(page, 'Karim');
    assert.equal((await page.goto(`/werk/klachten/${number}`)).status(), 404, 'who is ticked never sees it');
  });

  journey('a call that never was is denied, and the answer is owed again by the same day', async ({ page, someone }) => {
    const { number, code } = await klaag(page);
    const due = (await volg(page, code)).match(/ten laatste op (\S+ \d+ \S+?)[.\n]/)?.[1];
    assert.ok(due, 'the page says by when');
    const name = await opvolger(page, number);
    await ga(page, `/werk/klachten/${number}?soort=gesprek`);
    await page.fill('[name=afspraak]', 'We spraken af dat de firma woensdag komt.');
    await page.check('[name=gesprek_hoe][value=gesproken]');
    await page.check('[name=was_antwoord]');
    assert.equal(await klik(page, page.locator('main form[action$="/gesprek"] button:not(.stil)')), 200);
    const later = await someone();
    assert.ok((await volg(later, code)).includes('de firma woensdag komt'));
    await klik(later, later.locator('a[href^="/volgen/klacht/klopt-niet"]').first());
    await good(later);
    await later.fill('[name=woorden]', 'Niemand belde mij.');
    assert.equal(await verder(later), 200);
    await good(later);
    const text = await later.locator('main').innerText();
    assert.ok(text.includes(`Je krijgt antwoord ten laatste op ${due}`), `owed again by ${due}: ${text.slice(0, 400)}`);
    assert.ok(text.includes('Jij zei dat dit niet klopt.'));
    assert.equal(await later.locator('a[href^="/volgen/klacht/klopt-niet"]').count(), 0, 'it is said once');
    const read = await leest(page, name, `/werk/klachten/${number}`);
    await good(page);
    assert.ok(read.includes('De klager zegt: dit klopt niet.') && read.includes('Niemand belde mij.'));
    assert.ok((await leest(page, name, '/werk')).includes(number), 'the handler has to answer');
    assert.ok((await leest(page, 'Chris', `/bestuur/klachten/${number}`)).includes('Niemand belde mij.'));
    await ga(page, '/demo/post');
    const mails = await page.locator('main').innerText();
    assert.ok(mails.includes('Klopt niet') && !mails.includes('Niemand belde'), 'mailed, without the words');
  });

  journey('an answer that was mailed elsewhere is read from its file and counts from when it was sent', async ({ page, someone }) => {
    const { number, code } = await klaag(page);
    await klok(page, '2026-11-24T15:00');
    const name = await opvolger(page, number);
    await ga(page, `/werk/klachten/${number}?soort=gesprek`);
    await page.locator('main summary').filter({ hasText: 'Haal de tekst uit het bestand' }).click();
    await page.fill('[name=afspraak]', 'Ik belde ook even.');
    await page.setInputFiles('[name=mail]', { ...PAPER, name: 'geen-mail.eml' });
    assert.equal(await druk(page, 'lees'), 422);
    await good(page);
    assert.equal(await page.inputValue('[name=afspraak]'), 'Ik belde ook even.', 'what was typed stays');
    await page.setInputFiles('[name=mail]', MAIL);
    assert.equal(await druk(page, 'lees'), 200);
    await good(page);
    assert.match(await page.locator('main [role=status]').first().innerText(), /lieten we weg/);
    const words = await page.inputValue('[name=afspraak]');
    assert.equal(words, 'Dag Fatima\n\nDe firma komt woensdag. Het spijt ons.\n\nIk belde ook even.');
    assert.equal(await page.inputValue('[name=gesprek_datum]'), '2026-11-23');
    assert.equal(await page.inputValue('[name=gesprek_uur]'), '10.10');
    assert.ok(await page.getByRole('checkbox', { name: 'brief.pdf' }).isChecked());
    const before = await volg(await someone(), code);
    assert.ok(!before.includes('De firma komt woensdag'), 'nothing is recorded before it was looked at');
    await page.fill('[name=gesprek_datum]', '2026-12-24');
    assert.equal(await druk(page, 'bewaar'), 422, 'not in the future');
    await page.fill('[name=gesprek_datum]', '2026-11-23');
    assert.equal(await druk(page, 'bewaar'), 200);
    const text = await volg(await someone(), code);
    assert.ok(text.includes('De firma komt woensdag') && text.includes('brief.pdf'));
    assert.match(text, /maandag 23 november 2026, 10.10 uur|maandag 23 november, 10.10 uur/, 'at its real time');
    const read = await leest(page, name, `/werk/klachten/${number}`);
    assert.ok(read.includes('brief.pdf') && !read.includes('De lift is stuk.\n>'));
  });
});
