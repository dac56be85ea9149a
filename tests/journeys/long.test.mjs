// A complaint of the greatest length: its pages stay small, and every word of it can be read.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { ga, good, journeys, klik, pad, persoon, verder } from './lib.mjs';
import { klaag } from './klagen.mjs';

const SAMPLES = readFileSync(new URL('../../crates/server/demo/complaints.jsonl', import.meta.url), 'utf8');
const SENTENCES = SAMPLES.split('\n')
  .filter(Boolean)
  .map((line) => JSON.parse(line))
  .filter((sample) => sample.language === 'nl')
  .map((sample) => sample.story.replace(/\s+/g, ' ').trim());

/** So many different words, as people write them. */
function told(from, most) {
  let words = '';
  for (const story of SENTENCES.slice(from)) {
    if (words.length + story.length + 1 > most) continue;
    words = `${words} ${story}`.trim();
  }
  return words;
}

const flat = (text) => text.replace(/\s+/g, ' ');

/** The words of all parts, from the first on. */
async function everything(page, address) {
  await ga(page, address);
  let words = '';
  for (;;) {
    await good(page);
    const messages = await page.locator('article.bericht').allInnerTexts();
    words += ` ${flat(messages.join(' '))}`;
    const next = page.locator('nav a[rel=next]');
    if ((await next.count()) === 0) return words;
    await klik(page, next);
  }
}

journeys((journey) => {
  journey('a complaint of the greatest length stays on small pages, and every word of it can be read', async ({ page, someone }) => {
    const story = told(0, 19_900);
    const { number } = await klaag(page, { words: story });
    await ga(page, '/volgen/klacht');
    const messages = [];
    for (let no = 0; no < 24; no += 1) {
      const words = `Bericht ${no + 1}. ${told(20 + no, 900)}`;
      messages.push(words);
      await page.fill('[name=bericht]', words);
      assert.equal(await verder(page), 200);
    }
    await good(page);
    const shown = flat(await page.locator('main').innerText());
    assert.ok(shown.includes(messages.at(-1)), 'the newest message stands there');
    assert.ok(!shown.includes(messages[0]), 'the oldest does not');
    await klik(page, page.getByRole('link', { name: /Nog \d+ oudere berichten/ }));
    assert.equal(pad(page), '/volgen/klacht/alles');
    await good(page);
    const theirs = await everything(page, '/volgen/klacht/alles');
    for (const words of messages) assert.ok(theirs.includes(words), words.slice(0, 60));
    const missing = story.split(/(?<=[.!?]) /).filter((sentence) => !theirs.includes(sentence));
    assert.ok(missing.length <= 1, `only what stands on the edge of two parts is parted: ${missing.join(' | ')}`);

    const staff = await someone();
    await ga(staff, '/');
    for (const [who, where] of [['ann', 'werk'], ['chris', 'bestuur']]) {
      await persoon(staff, who);
      await ga(staff, `/${where}/klachten/${number}`);
      await good(staff);
      const page = flat(await staff.locator('main').innerText());
      assert.ok(page.includes(messages.at(-1)) && !page.includes(messages[0]), `${who} sees the newest first`);
      await klik(staff, staff.getByRole('link', { name: 'Lees de hele klacht' }));
      assert.equal(pad(staff), `/werk/klachten/${number}/alles`);
      const read = await everything(staff, `/werk/klachten/${number}/alles`);
      for (const words of messages) assert.ok(read.includes(words), words.slice(0, 60));
      await klik(staff, staff.locator('a.terug'));
      assert.equal(pad(staff), `/${where}/klachten/${number}`);
    }
  }, { js: [false] });
});
