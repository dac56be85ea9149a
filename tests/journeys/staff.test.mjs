// What the staff and the board do with a complaint, and what the complainant then sees of it.
import assert from 'node:assert/strict';
import { ga, good, journeys, klik, klok, persoon } from './lib.mjs';
import { klaag, PAPER, PHOTO, volg, WORDS } from './klagen.mjs';
import { antwoord, bekijk, bericht, bestaatVoor, brengNaarRaad, leest, opvolger, tussenbericht, veld } from './werk.mjs';

const ANSWER = 'Dag Fatima. De firma maakt de lift op woensdag. Het spijt ons dat niemand terugbelde.';

journeys((journey) => {
  journey('a complaint that needs no change takes one page and one send', async ({ page, someone }) => {
    const { number, code } = await klaag(page);
    await klok(page, '2026-11-25T09:00');
    await ga(page, '/demo/post');
    const mails = await page.locator('main').innerText();
    assert.ok(mails.includes(number), 'the morning mail names what is due');
    assert.ok(!mails.includes(WORDS), 'no mail carries the words of the complainant');
    const name = await opvolger(page, number);
    await ga(page, '/werk');
    await good(page);
    assert.ok((await page.locator('main').innerText()).includes(number), 'Vandaag shows what is owed');
    await antwoord(page, number, { text: ANSWER, look: good });
    assert.ok(!(await leest(page, name, '/werk')).includes(number), 'nothing is left to do today');
    const board = await leest(page, 'Chris', `/bestuur/klachten/${number}`);
    const without = ANSWER.replace('Fatima', '[naam]');
    assert.ok(board.includes(without) && board.includes(WORDS), 'the board member reads both, without asking for the name');
    const text = await volg(await someone(), code);
    assert.ok(text.includes(ANSWER), 'the complainant reads the answer');
    assert.ok(text.includes('vergissing'), 'and what came of the evaluation');
  });

  journey('a short message asks something and leaves the answer owed', async ({ page, someone }) => {
    const { number, code } = await klaag(page);
    const name = await opvolger(page, number);
    const question = 'Dag Fatima. Op welke verdieping staat de lift stil?';
    await bericht(page, number, { text: question, look: good });
    const later = await someone();
    assert.ok((await volg(later, code)).includes(question), 'the complainant reads it');
    assert.equal(await later.locator('ol.verloop > li.gemist').count(), 0);
    await klok(page, '2026-11-25T09:00');
    assert.ok((await leest(page, name, '/werk')).includes(number), 'and the answer is still owed');
    const board = await leest(page, 'Chris', `/bestuur/klachten/${number}`);
    assert.ok(board.includes(question.replace('Fatima', '[naam]')), 'the board member reads it too');
  });

  journey('an interim says why and when', async ({ page, someone }) => {
    const { number, code } = await klaag(page);
    await opvolger(page, number);
    await tussenbericht(page, number, {
      understood: 'De lift is drie weken stuk.',
      why: 'De liftfirma moet eerst zeggen welk stuk er nodig is.',
      now: 'Ik bel de firma elke dag.',
      date: '2026-12-01',
      files: [PAPER, PHOTO],
      look: good,
    });
    const later = await someone();
    const text = await volg(later, code);
    await good(later);
    assert.ok(text.includes('welk stuk er nodig is') && text.includes('1 december'), 'why and when');
    assert.ok(text.indexOf('brief.pdf') < text.indexOf('lift.png') && text.includes('brief.pdf'), 'with the files, in their order');
    assert.equal(await later.locator('ol.verloop > li.gemist').count(), 0, 'the first promise was kept');
    await klok(page, '2026-12-02T09:00');
    await later.reload();
    assert.ok((await later.locator('ol.verloop > li.gemist').count()) >= 1, 'the date that was named is a promise too');
    assert.ok((await later.locator('main').innerText()).includes('1 december'), 'a missed date stays to be read');
  });

  journey('the complainant says it did not happen', async ({ page, someone }) => {
    const { number, code } = await klaag(page);
    const name = await opvolger(page, number);
    await antwoord(page, number, { text: ANSWER, offer: { what: 'De firma maakt de lift', who: name, by: '2026-11-25' } });
    await klok(page, '2026-11-26T09:00');
    const later = await someone();
    await volg(later, code);
    assert.equal(await klik(later, later.locator('a[href^="/volgen/klacht/niet-gebeurd"]').first()), 200);
    await good(later);
    assert.ok((await later.locator('main').innerText()).includes('De firma maakt de lift'), 'what was promised is read once more');
    await later.fill('main [name=woorden]', 'Er kwam niemand.');
    assert.equal(await klik(later, later.locator('main form button').first()), 200);
    await good(later);
    assert.ok((await later.locator('ol.verloop > li.open').count()) >= 1, 'an answer is owed again');
    assert.ok((await leest(page, name, '/werk')).includes(number), 'and the handler is told');
    const board = await leest(page, 'Chris', `/bestuur/klachten/${number}`);
    assert.match(board, /niet gebeurd/i, 'the board member sees the reaction');
  });

  journey('the complainant reads who asked to see their name, and why', async ({ page, someone }) => {
    const { number, code } = await klaag(page);
    const why = 'Ik wil nagaan of ik deze bewoner ken.';
    await persoon(page, 'Chris');
    await ga(page, `/bestuur/klachten/${number}`);
    await page.fill('main form[action$="/naam"] [name=waarom]', why);
    assert.equal(await klik(page, page.locator('main form[action$="/naam"] button')), 200);
    const text = await volg(await someone(), code);
    assert.match(text, /Chris \S+ vroeg je naam te zien op maandag 23 november/);
    assert.ok(text.includes(why), 'with the reason');
  });

  journey('who is ticked never sees the complaint', async ({ page, someone }) => {
    const { number, code } = await klaag(page, { excluded: ['Ann'] });
    assert.equal(await bestaatVoor(page, 'Ann', number), false);
    assert.equal(await bestaatVoor(page, 'Karim', number), true);
    assert.ok((await volg(await someone(), code)).includes(number));
    await ga(page, '/demo/post');
    const toAnn = page.locator('main article, main li, main tr').filter({ hasText: /ann@/ }).filter({ hasText: number });
    assert.equal(await toAnn.count(), 0, 'no mail tells Ann');
  });

  journey('an employee complains and the line never sees it', async ({ page }) => {
    const { number } = await klaag(page, { role: 'medewerker', excluded: ['Bart'] });
    assert.equal(await bestaatVoor(page, 'Bart', number), false);
    const board = await leest(page, 'Chris', `/bestuur/klachten/${number}`);
    assert.ok(board.includes(WORDS), 'the board member sees it');
  });

  journey('a refusal takes two people', async ({ page, someone }) => {
    const { number, code } = await klaag(page);
    const name = await opvolger(page, number);
    const letter = 'Dag Fatima. Dit gaat over de woning van een andere eigenaar. Daar kunnen we niets aan doen.';
    const stelVoor = async () => {
      await ga(page, `/werk/klachten/${number}/uitweg`);
      await page.locator('main select[name=weiger_reden]').selectOption('not_about_us');
      await page.fill('main [name=weiger_brief]', letter);
      assert.equal(await klik(page, page.locator('main form:has([value=weigeren]) button')), 200);
    };
    await stelVoor();
    await good(page);
    assert.match(await page.locator('main').innerText(), /wacht op akkoord van Bart/i);
    assert.equal(await page.locator('form[action$="/akkoord"]').count(), 0, 'nobody agrees with themself');
    await persoon(page, 'Bart');
    await ga(page, `/werk/klachten/${number}`);
    await good(page);
    await page.locator('main summary').filter({ hasText: 'Het moet anders' }).click();
    assert.equal(await klik(page, page.locator('form[action$="/terug"] button')), 422, 'with a reason only');
    await good(page);
    await page.fill('main [name=waarom_1]', 'Zeg ook wie wel kan helpen.');
    assert.equal(await klik(page, page.locator('form[action$="/terug"] button')), 200);
    assert.ok((await leest(page, name, `/werk/klachten/${number}`)).includes('Zeg ook wie wel kan helpen.'));
    await stelVoor();
    assert.ok(!(await volg(await someone(), code)).includes(letter), 'nothing goes out before that');
    await persoon(page, 'Bart');
    await ga(page, `/werk/klachten/${number}`);
    assert.equal(await klik(page, page.locator('form[action$="/akkoord"] button')), 200);
    assert.ok((await volg(await someone(), code)).includes(letter), 'the complainant reads the letter');
    const board = await leest(page, 'Chris', `/bestuur/klachten/${number}`);
    assert.ok(board.includes(letter.replace('Fatima', '[naam]')), 'and so does the board member');
  });

  journey('the board member brings a complaint to the board', async ({ page }) => {
    const { number } = await klaag(page);
    const inbox = await leest(page, 'Chris', '/bestuur');
    await good(page);
    assert.ok(inbox.includes(number), 'hears of it at once');
    assert.ok(inbox.includes(WORDS), 'in the words of the complainant');
    assert.ok(!inbox.includes('Fatima'), 'without the name, until asked for');
    await ga(page, `/bestuur/klachten/${number}`);
    await good(page);
    assert.equal(await brengNaarRaad(page, number), 200);
    const agenda = await leest(page, 'Chris', '/bestuur/agenda');
    await good(page);
    assert.ok(agenda.includes(number));
    assert.ok(!agenda.includes('Fatima'), 'the agenda has no names');
    await opvolger(page, number);
    assert.equal(await page.locator('form[action*="raad"]').count(), 0, 'nobody else decides on it');
  });

  journey('a complaint is kept longer with a reason, until a day that the complainant reads, and no longer after all', async ({ page, someone }) => {
    const { number, code } = await klaag(page);
    await opvolger(page, number);
    assert.ok((await page.locator('aside').innerText()).includes('2 jaar nadat alles gedaan is'), 'the page says how long');
    const open = () => page.locator('aside summary').filter({ hasText: 'Langer bewaren' }).click();
    const press = (path) => klik(page, page.locator(`main form[action$="/${path}"] button`));
    await open();
    await page.fill('[name=bewaar_reden]', 'De rechtbank vraagt het.');
    assert.equal(await press('langer-bewaren'), 422, 'a day is missing');
    await good(page);
    assert.equal(await page.inputValue('[name=bewaar_reden]'), 'De rechtbank vraagt het.', 'what was typed stays');
    await page.fill('[name=bewaar_tot]', '2033-12-31');
    assert.equal(await press('langer-bewaren'), 200);
    await good(page);
    const held = 'Langer bewaard, tot en met 31 december 2033: De rechtbank vraagt het.';
    assert.ok((await page.locator('aside').innerText()).includes(held));
    const theirs = await someone();
    await volg(theirs, code);
    await good(theirs);
    const own = await theirs.locator('body').innerText();
    assert.ok(own.includes('We bewaren alles langer, tot en met 31 december 2033.'), 'the complainant reads until when');
    assert.ok(!own.includes('rechtbank'), 'and not why');
    assert.equal(await press('niet-langer'), 200);
    assert.ok(!(await page.locator('aside').innerText()).includes('Langer bewaard'));
  });

  journey('a page of the staff is closed to who is not signed in', async ({ page }) => {
    await ga(page, '/');
    for (const path of ['/werk', '/werk/klachten', '/bestuur', '/overzicht', '/instellingen/mensen', '/beleid/zinnen']) {
      const answer = await page.goto(path);
      const shown = new URL(page.url()).pathname;
      assert.ok(shown === '/aanmelden' || answer.status() === 404, `${path} shows ${shown} with ${answer.status()}`);
    }
  });

  journey('an answer without words or with a date in the past is refused and stays typed', async ({ page }) => {
    const { number } = await klaag(page);
    await opvolger(page, number);
    await ga(page, `/werk/klachten/${number}?soort=antwoord`);
    assert.equal(await bekijk(page), 422);
    await good(page);
    await page.fill(veld('tekst'), ANSWER);
    await page.fill(veld('wat'), 'De firma komt');
    await page.fill(veld('tegen'), '2026-11-02');
    assert.equal(await bekijk(page), 422);
    assert.equal(await page.inputValue(veld('tekst')), ANSWER);
    await good(page);
  });
});
