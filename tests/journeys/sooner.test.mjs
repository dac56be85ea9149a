// A letter of a doctor is marked to go sooner than the rest, and the complainant reads so.
import assert from 'node:assert/strict';
import { ga, good, journeys, klik, persoon } from './lib.mjs';
import { klaag, PAPER, volg } from './klagen.mjs';
import { opvolger } from './werk.mjs';

const PROMISE = 'Een bestand over gezondheid of een misdrijf: tot 6 maanden nadat alles gedaan is.';
const HOLDS = 'Een brief van de dokter over astma.';

const bewaarKorter = async (page) => {
  const details = page.locator('main details:has(form[action$="/korter"])');
  if (!(await details.evaluate((one) => one.open))) await details.locator('summary').click();
  return klik(page, details.locator('button'));
};

journeys((journey) => {
  journey('a letter of a doctor is marked to go sooner, and is not any more after all', async ({ page, someone }) => {
    const { number, code } = await klaag(page, { files: [PAPER] });
    await opvolger(page, number);
    assert.equal(await bewaarKorter(page), 422, 'which file?');
    await good(page);
    assert.ok((await page.locator('main').innerText()).includes('Kies een bestand'), 'it says what to choose');
    await page.selectOption('main [name=bestand]', { label: 'brief.pdf' });
    assert.equal(await bewaarKorter(page), 422, 'what it holds is said');
    assert.notEqual(await page.inputValue('main [name=bestand]'), '', 'the choice is kept');
    await page.fill('main [name=bestand_waarover]', HOLDS);
    assert.equal(await bewaarKorter(page), 200);
    await good(page);
    const shown = await page.locator('main').innerText();
    assert.ok(shown.includes(HOLDS) && shown.includes(PROMISE), shown);
    const theirs = await volg(await someone(), code);
    assert.ok(theirs.includes(PROMISE) && !theirs.includes(HOLDS), theirs);
    assert.equal(await klik(page, page.locator('main form[action$="/niet-korter"] button')), 200);
    assert.ok(!(await page.locator('main').innerText()).includes(PROMISE));
  });
});
