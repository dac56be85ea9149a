// The ways of a complainant that several journeys walk: writing a complaint, keeping its code, following it.
import assert from 'node:assert/strict';
import { ga, pad, verder } from './lib.mjs';

export const NUMBER = /\b26-[0-9A-HJKMNP-TV-Z]{5}\b/;
export const WORDS = 'De lift is al drie weken stuk. Ik belde twee keer en niemand belde terug.';

/** The smallest photo there is. */
export const PHOTO = {
  name: 'lift.png',
  mimeType: 'image/png',
  buffer: Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
};

/** The smallest paper there is. */
export const PAPER = {
  name: 'brief.pdf',
  mimeType: 'application/pdf',
  buffer: Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n'),
};

/** From the step before to the page that shows everything, as a person who answers every question. */
export async function schrijf(page, { role = 'bewoner', words = WORDS, how = 'code', excluded = [], files = [], look } = {}) {
  const step = async (path) => {
    assert.equal(pad(page), path);
    if (look) await look(page);
  };
  await ga(page, `/klacht/${role}`);
  await step(`/klacht/${role}`);
  await page.check('[name=gemeld][value=ja]');
  await page.fill('[name=al]', 'Ik belde op 3 november.');
  await verder(page);
  await step('/klacht/nieuw/verhaal');
  await page.fill('[name=verhaal]', words);
  await verder(page);
  await step('/klacht/nieuw/oplossing');
  await page.fill('[name=oplossing]', 'Maak de lift en zeg wanneer.');
  if (files.length > 0) await page.setInputFiles('[name=bestanden]', files);
  await verder(page);
  await step('/klacht/nieuw/antwoord');
  await page.check(`[name=hoe][value=${how}]`);
  if (how === 'mail') await page.fill('[name=adres]', 'fatima@voorbeeld.test');
  await page.fill('[name=naam]', 'Fatima');
  await verder(page);
  await step('/klacht/nieuw/lezers');
  for (const name of excluded) {
    const box = page.getByRole('checkbox', { name });
    // Who wouldn't read it anyway stands under "iemand anders".
    if (!(await box.isVisible())) await page.locator('main details:has([name=uitsluiten]) > summary').click();
    await box.check();
  }
  await page.check('[name=naam_noemen][value=ja]');
  await verder(page);
  await step('/klacht/nieuw/nakijken');
  const shown = await page.locator('main').innerText();
  assert.ok(shown.includes(words), 'the check page shows what was written');
  for (const file of files) assert.ok(shown.includes(file.name), `the check page shows ${file.name}`);
}

/** Sends what `schrijf` wrote and reads the receipt. */
export async function klaag(page, how = {}) {
  await schrijf(page, how);
  assert.equal(await verder(page), 200);
  return ontvangst(page);
}

/** The number and the code of the receipt that is shown. */
export async function ontvangst(page) {
  assert.equal(pad(page), '/bedankt');
  return nummerEnCode(page);
}

export async function nummerEnCode(page) {
  const text = await page.locator('main').innerText();
  const number = text.match(NUMBER)?.[0];
  const code = (await page.locator('.code').first().innerText()).replace(/\D/g, '');
  assert.ok(number, `a number on the receipt: ${text}`);
  assert.match(code, /^\d{20}$/, 'a code of 20 digits on the receipt');
  return { number, code };
}

/** Enters the code and is on the page of the complaint. */
export async function volg(page, code) {
  await ga(page, '/volgen');
  await page.fill('[name=code]', code.replace(/(\d{4})/g, '$1 ').trim());
  assert.equal(await verder(page), 200);
  assert.equal(pad(page), '/volgen/klacht');
  return page.locator('main').innerText();
}
