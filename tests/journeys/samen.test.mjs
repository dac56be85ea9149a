// Neighbours with one lift: linked with a click, answered with one draft, one measure, and each with a clock of its own.
import assert from 'node:assert/strict';
import { ga, good, journeys, klik, klok, pad, persoon } from './lib.mjs';
import { bekijk, kies, leest, veld } from './werk.mjs';

const LETTER = 'De lift werkt weer sinds vanmorgen. Het spijt ons dat niemand terugbelde.';
const MEASURE = 'Bij een storing hangt er dezelfde dag een bericht in de hal.';
const FIRST = 'De lift in de Notelaar doet het al sinds maandag niet meer';
const SECOND = 'Lift stuk, tweede verdieping';
const THIRD = 'Al bijna een week geen lift';

/** Where each of the neighbours' complaints stands. */
async function buren(page) {
  await ga(page, '/');
  await persoon(page, 'Ann');
  await ga(page, '/werk/klachten');
  const paths = [];
  for (const title of [FIRST, SECOND, THIRD]) paths.push(await page.locator('main a', { hasText: title }).first().getAttribute('href'));
  return paths;
}

const nummer = (path) => path.split('/').pop();

/** Fills the answer in and ticks who else gets it. */
async function schrijf(page, path, words, others) {
  await ga(page, `${path}?soort=antwoord`);
  const greeting = (await page.inputValue(veld('tekst'))).split('\n')[0];
  await page.fill(veld('tekst'), `${greeting}\n\n${words}`);
  for (const other of others) await page.check(`main [name=ook][value="${nummer(other)}"]`);
  for (const late of await page.locator('main textarea[name^=te_laat]').all()) if (await late.isVisible()) await late.fill('We wachtten op de firma.');
  for (const outcome of await page.locator('main select[name^=uitkomst_]').all()) if (await outcome.isVisible()) await outcome.selectOption({ index: 1 });
}

journeys((journey) => {
  journey('neighbours are linked, answered with one draft and hear of one measure', async ({ page }) => {
    const [first, second, third] = await buren(page);
    await ga(page, first);
    await good(page);
    assert.match(await page.locator('aside').innerText(), /Misschien gaat dit over hetzelfde/);
    const suggested = page.locator(`form[action$="/koppelen"]:has([name=nummer][value="${nummer(third)}"]) button`);
    assert.equal(await klik(page, suggested), 200);
    assert.match(await page.locator('main').innerText(), /De klachten zijn gekoppeld/);
    for (const one of [second, third]) {
      assert.ok(await page.locator(`aside a[href="${one}"]`).count(), 'it is listed');
      assert.equal(await page.locator(`main [name=ook][value="${nummer(one)}"]`).count(), 1, 'and may get the same answer');
    }
    await schrijf(page, first, `Marleen Hoste belde ook. ${LETTER}`, [second, third]);
    await page.check(`${veld('anders')}[value=ja]`);
    await page.fill(veld('maatregel'), MEASURE);
    await page.fill(veld('teken'), 'Geen klacht hierover in 3 maanden.');
    await kies(page.locator(veld('eigenaar')), 'Karim');
    await kies(page.locator(veld('kijktNa')), 'Mia');
    await page.fill(veld('vanaf'), '2026-12-07');
    await page.locator(veld('jaOorzaak')).selectOption({ index: 1 });
    await page.check('main [name=maatregel_zeg_datum]');
    assert.equal(await bekijk(page), 422, 'a neighbour is named');
    await good(page);
    assert.match(await page.locator('main').innerText(), /Hier staat “Marleen Hoste”/);
    await page.fill(veld('tekst'), (await page.inputValue(veld('tekst'))).replace('Marleen Hoste belde ook. ', ''));
    assert.equal(await bekijk(page), 200);
    await good(page);
    const letters = await page.locator('main article.bericht').allInnerTexts();
    assert.equal(letters.length, 3, 'each letter is shown');
    for (const [at, name] of ['Rachid Benali', 'Marleen Hoste', 'Tuur en Lotte'].entries()) {
      const own = letters.find((letter) => letter.includes(`Dag ${name}`));
      assert.ok(own?.includes(LETTER), `${name} (${at})`);
    }
    assert.equal(await klik(page, page.locator('main button[value=verstuur]')), 200);
    assert.equal(pad(page), first);
    assert.match(await page.locator('main').innerText(), /Verstuurd naar elke klager/);
    await ga(page, '/werk/maatregelen');
    const card = page.locator('main a', { hasText: MEASURE.slice(0, 30) });
    assert.equal(await card.count(), 1, 'one measure');
    await klik(page, card);
    assert.match(await page.locator('main').innerText(), /Na 3 klachten/);
    await good(page);
    const measure = pad(page);
    // The one who is called still waits until somebody calls: each has a clock of its own.
    await klok(page, '2026-11-25T09:00');
    const next = async (path) => {
      await leest(page, 'Ann', path);
      return page.locator('main p.samen').innerText();
    };
    assert.match(await next(second), /te laat/);
    assert.doesNotMatch(await next(first), /te laat/);
    await persoon(page, 'Karim');
    await ga(page, measure);
    await page.fill(veld('bewijs'), 'In elke hal hangt een bord.');
    assert.equal(await klik(page, page.locator('form[action$="/gebruik"] button')), 200);
    await klok(page, '2026-11-25T10:00');
    await ga(page, '/demo/post');
    assert.match(await page.locator('main').innerText(), new RegExp(`We deden wat we beloofden \\(${nummer(first)}\\)`));
    for (const one of [first, second, third]) {
      const text = await leest(page, 'Ann', one);
      assert.ok(text.includes(MEASURE.slice(0, 30)), 'each complaint knows of the measure');
    }
  });

  journey('who cannot get it any more stays, and the page says which and why', async ({ page }) => {
    const [first, second] = await buren(page);
    await schrijf(page, first, LETTER, [second]);
    await page.check(`${veld('anders')}[value=later]`);
    assert.equal(await bekijk(page), 200);
    const other = await page.context().newPage();
    await schrijf(other, second, LETTER, []);
    await other.check(`${veld('anders')}[value=later]`);
    assert.equal(await bekijk(other), 200);
    assert.equal(await klik(other, other.locator('main button[value=verstuur]')), 200);
    await other.close();
    assert.equal(await klik(page, page.locator('main button[value=verstuur]')), 200);
    await good(page);
    const text = await page.locator('main').innerText();
    assert.match(text, /Niet alles is verstuurd/);
    assert.match(text, /al beantwoord/);
    assert.equal(await klik(page, page.locator('main button[value=terug]')), 200);
    assert.equal(pad(page), `${second}/versturen`);
    assert.match(await page.inputValue(veld('tekst')), /^Dag Marleen Hoste/, 'what was typed is there, with the own name');
  });

  journey('an evaluation is decided once for neighbours, and a later one joins what was agreed', async ({ page }) => {
    const [first, second, third] = await buren(page);
    await schrijf(page, first, LETTER, [second]);
    await page.check(`${veld('anders')}[value=later]`);
    assert.equal(await bekijk(page), 200);
    assert.equal(await klik(page, page.locator('main button[value=verstuur]')), 200);
    await ga(page, `${first}/evaluatie`);
    await good(page);
    await page.check(`${veld('anders')}[value=ja]`);
    await page.fill(veld('maatregel'), MEASURE);
    await page.fill(veld('teken'), 'Geen klacht hierover in 3 maanden.');
    await kies(page.locator(veld('eigenaar')), 'Karim');
    await kies(page.locator(veld('kijktNa')), 'Mia');
    await page.fill(veld('vanaf'), '2026-12-07');
    await page.locator(veld('jaOorzaak')).selectOption({ index: 1 });
    await page.check(`main [name=ook][value="${nummer(second)}"]`);
    assert.equal(await klik(page, page.locator('main form[action$="/evaluatie"] button')), 200);
    assert.equal(pad(page), first);
    await ga(page, `${third}/evaluatie`);
    await page.check(`${veld('anders')}[value=al]`);
    await good(page);
    const option = page.locator('main [name=maatregel_al] option', { hasText: MEASURE.slice(0, 30) });
    await page.selectOption('main [name=maatregel_al]', await option.getAttribute('value'));
    await page.locator('main [name=al_oorzaak]').selectOption({ index: 1 });
    assert.equal(await klik(page, page.locator('main form[action$="/evaluatie"] button')), 200);
    assert.equal(pad(page), third);
    await ga(page, '/werk/maatregelen');
    await klik(page, page.locator('main a', { hasText: MEASURE.slice(0, 30) }));
    assert.match(await page.locator('main').innerText(), /Na 3 klachten/);
  });
});
