// A colleague who was complained about is heard: reads what is said, says how they saw it, and the complaint stays hidden.
import assert from 'node:assert/strict';
import { ga, good, journeys, klik, persoon } from './lib.mjs';
import { klaag, WORDS } from './klagen.mjs';
import { bericht, bestaatVoor } from './werk.mjs';

const SAID = 'Er is geroepen aan de balie, op 20 november.';
const VIEW = 'Het alarm was luid, daarom sprak ik luid.';

const hoor = async (page, text) => {
  await page.selectOption('main [name=wie_gehoord]', { index: 1 });
  await page.fill('main [name=verwijt]', text);
  return klik(page, page.locator('main form[action$="/evaluatie/hoor"] button'));
};

journeys((journey) => {
  journey('who was ticked is heard, and reads only what is said of them', async ({ page }) => {
    const { number } = await klaag(page, { excluded: ['Karim'] });
    await persoon(page, 'Ann');
    await bericht(page, number, { text: 'Dag Fatima. Ik kijk het na.' });
    await ga(page, `/werk/klachten/${number}/evaluatie`);
    await good(page);
    assert.equal(await hoor(page, `Fatima zegt: ${SAID}`), 422, 'who complained is not named');
    assert.ok((await page.locator('main').innerText()).includes('“Fatima”'));
    assert.equal(await page.inputValue('main [name=verwijt]'), `Fatima zegt: ${SAID}`, 'what was typed is kept');
    assert.equal(await hoor(page, SAID), 200);
    await good(page);

    assert.equal(await bestaatVoor(page, 'Karim', number), false);
    await ga(page, '/werk/brieven');
    await good(page);
    const text = await page.locator('main').innerText();
    assert.ok(text.includes(SAID) && !text.includes(WORDS) && !text.includes(number) && !text.includes('Fatima'), text);
    await page.locator('main textarea').first().fill(VIEW);
    assert.equal(await klik(page, page.locator('main form button').first()), 200);

    await persoon(page, 'Ann');
    await ga(page, `/werk/klachten/${number}/evaluatie`);
    assert.ok((await page.locator('main').innerText()).includes(VIEW), 'who follows it reads their view');
  });
});
