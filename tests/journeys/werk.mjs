// The ways of the staff that several journeys walk. The names of the staff forms' fields stand here and nowhere else.
import assert from 'node:assert/strict';
import { ga, klik, pad, persoon } from './lib.mjs';

/** Each form's fields, as the pages name them. */
export const VELD = {
  tekst: 'tekst', // the answer
  wat: 'wat_1', // the first undertaking: what, who, by when
  wie: 'wie_1',
  tegen: 'tegen_1',
  anders: 'anders', // "Moeten we anders werken?": nee | ja | later
  neeReden: 'nee_reden', // why not, and the cause
  neeOorzaak: 'nee_oorzaak',
  maatregel: 'maatregel_wat', // what we do from now on, how we see that it works, who, from when
  teken: 'maatregel_criterium',
  eigenaar: 'maatregel_wie',
  kijktNa: 'maatregel_kijkt_na',
  vanaf: 'maatregel_vanaf',
  jaOorzaak: 'ja_oorzaak',
  jaReden: 'ja_reden',
  begrip: 'begrip', // an interim: what we understood, why, what happens now, the new date
  reden: 'reden',
  nu: 'nu',
  tot: 'tot',
  bewijs: 'bewijs', // a measure was applied: how one sees it
  oordeel: 'oordeel', // a measure's review
  vergadering: 'vergadering', // the meeting of the board
};

/** The composer's button that shows what will be sent. */
export const bekijk = (page) => klik(page, page.locator('main form[action$="/nakijken"] button[value=bekijk]'));

const veld = (name) => `main [name="${VELD[name]}"]`;

/** Becomes the one who follows the complaint up, whoever that is, and shows it. */
export async function opvolger(page, number, names = ['Ann', 'Karim']) {
  for (const name of names) {
    await persoon(page, name);
    const answer = await page.goto(`/werk/klachten/${number}`);
    if (answer.status() === 200) return name;
  }
  throw new Error(`none of ${names.join(', ')} follows ${number}`);
}

/** Whether the complaint exists for this person; when it doesn't, it looks as any number that was never given. */
export async function bestaatVoor(page, name, number) {
  await persoon(page, name);
  const answer = await page.goto(`/werk/klachten/${number}`);
  if (answer.status() === 200) return true;
  assert.equal(answer.status(), 404);
  const hidden = (await page.locator('main').innerText()).replaceAll(number, 'X');
  const unknown = await page.goto('/werk/klachten/26-00000');
  assert.equal(unknown.status(), 404);
  const never = (await page.locator('main').innerText()).replaceAll('26-00000', 'X');
  // A reference to the log differs each time and says nothing.
  const plain = (text) => text.replace(/[0-9a-f]{8,}/g, '…');
  assert.equal(plain(hidden), plain(never), 'an excluded complaint looks like one that never was');
  for (const list of ['/werk', '/werk/klachten']) {
    await page.goto(list);
    assert.ok(!(await page.locator('body').innerText()).includes(number), `${list} does not name it`);
  }
  return false;
}

/** Answers on one page and with one send (the preview is the same send, looked at first). */
export async function antwoord(page, number, { text, offer, change = 'nee', why = 'Dit was een vergissing van één keer.', measure, look }) {
  await ga(page, `/werk/klachten/${number}?soort=antwoord`);
  if (look) await look(page);
  await page.fill(veld('tekst'), text);
  // A delay is explained in the same message.
  const late = page.locator('main [name=te_laat]');
  if ((await late.count()) > 0) await late.fill('Ann was ziek en niemand nam het over.');
  // Each point of the complaint gets its outcome.
  for (const outcome of await page.locator('main select[name^=uitkomst_]').all()) await outcome.selectOption({ index: 1 });
  if (offer) {
    await page.fill(veld('wat'), offer.what);
    await kies(page.locator(veld('wie')), offer.who);
    await page.fill(veld('tegen'), offer.by);
  }
  await page.check(`${veld('anders')}[value=${change}]`);
  if (change === 'nee') {
    await page.fill(veld('neeReden'), why);
    await page.locator(veld('neeOorzaak')).selectOption({ index: 1 });
  }
  if (measure) {
    await page.fill(veld('maatregel'), measure.what);
    await page.fill(veld('teken'), measure.sign);
    await kies(page.locator(veld('eigenaar')), measure.who);
    await kies(page.locator(veld('kijktNa')), measure.reviewer);
    await page.fill(veld('vanaf'), measure.from);
    await page.locator(veld('jaOorzaak')).selectOption({ index: 1 });
    await page.fill(veld('jaReden'), why);
  }
  await verstuur(page, number, look);
}

/** Sends an interim: why, what happens now, and by when. */
export async function tussenbericht(page, number, { understood, why, now, date, files = [], look }) {
  await ga(page, `/werk/klachten/${number}?soort=tussenbericht`);
  if (look) await look(page);
  await page.fill(veld('begrip'), understood);
  await page.fill(veld('reden'), why);
  await page.fill(veld('nu'), now);
  await page.fill(veld('tot'), date);
  if (files.length > 0) await page.setInputFiles('main [name=bestanden]', files);
  await verstuur(page, number, look);
}

/** Sends a short message that promises nothing. */
export async function bericht(page, number, { text, look }) {
  await ga(page, `/werk/klachten/${number}?soort=bericht`);
  if (look) await look(page);
  await page.fill(veld('tekst'), text);
  await verstuur(page, number, look);
}

async function verstuur(page, number, look) {
  assert.equal(await bekijk(page), 200);
  assert.equal(pad(page), `/werk/klachten/${number}/nakijken`);
  if (look) await look(page);
  assert.equal(await klik(page, page.locator('main button[value=verstuur]')), 200);
}

/** A person from a list, or typed. */
export async function kies(field, name) {
  if ((await field.evaluate((element) => element.tagName)) === 'SELECT') {
    const label = (await field.locator('option').allTextContents()).find((text) => text.trim().startsWith(name));
    assert.ok(label, `${name} can be chosen`);
    await field.selectOption({ label });
  } else {
    await field.fill(name);
  }
}

/** The words of one page, for a person. */
export async function leest(page, name, path) {
  await persoon(page, name);
  await ga(page, path);
  return page.locator('main').innerText();
}

/** Brings a complaint to the board: the board member's own decision. */
export async function brengNaarRaad(page, number, meeting = '2026-12-12') {
  await ga(page, `/bestuur/klachten/${number}`);
  await page.fill(veld('vergadering'), meeting);
  return klik(page, page.locator('main form[action$="/raad"] button'));
}

export { veld };
