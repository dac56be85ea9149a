// What anyone can do without an account: find the desk, read what is promised, complain, and follow the complaint.
import assert from 'node:assert/strict';
import { ga, good, journeys, klik, pad, verder } from './lib.mjs';

const NUMBER = /\b26-[0-9A-HJKMNP-TV-Z]{5}\b/;
const WORDS = 'De lift is al drie weken stuk. Ik belde twee keer en niemand belde terug.';

/** From the step before to the page that shows everything, as a person would who answers every question. */
async function written(page, { role = 'bewoner', words = WORDS, how = 'code' } = {}) {
  await ga(page, `/klacht/${role}`);
  await good(page);
  await page.check('[name=gemeld][value=ja]');
  await page.fill('[name=al]', 'Ik belde op 3 november.');
  await verder(page);
  assert.equal(pad(page), '/klacht/nieuw/verhaal');
  await good(page);
  await page.fill('[name=verhaal]', words);
  await verder(page);
  assert.equal(pad(page), '/klacht/nieuw/oplossing');
  await good(page);
  await page.fill('[name=oplossing]', 'Maak de lift en zeg wanneer.');
  await verder(page);
  assert.equal(pad(page), '/klacht/nieuw/antwoord');
  await good(page);
  await page.check(`[name=hoe][value=${how}]`);
  if (how === 'mail') await page.fill('[name=adres]', 'fatima@voorbeeld.test');
  await verder(page);
  assert.equal(pad(page), '/klacht/nieuw/lezers');
  await good(page);
  await page.check('[name=noemen][value=ja]');
  await verder(page);
  assert.equal(pad(page), '/klacht/nieuw/nakijken');
  await good(page);
  const shown = await page.locator('main').innerText();
  assert.ok(shown.includes(words), 'the check page shows what was written');
}

/** The number and the code of the receipt. */
async function receipt(page) {
  assert.equal(pad(page), '/bedankt');
  const text = await page.locator('main').innerText();
  const number = text.match(NUMBER)?.[0];
  const code = (await page.locator('.code').first().innerText()).replace(/\D/g, '');
  assert.ok(number, `a number on the receipt: ${text}`);
  assert.match(code, /^\d{20}$/, 'a code of 20 digits on the receipt');
  return { number, code };
}

journeys((journey) => {
  journey('a visitor finds the desk and every public page is good', async ({ page, demo }) => {
    assert.ok(demo.startedIn < 30_000);
    await ga(page, '/');
    const bytes = await good(page);
    console.log(`    home: ${bytes} bytes, first page ${demo.startedIn} ms after the start`);
    const danger = await page.locator('main').innerText();
    assert.ok(danger.indexOf('112') >= 0 && danger.indexOf('112') < 200, 'the danger line stands on top');
    for (const role of ['bewoner', 'medewerker', 'derde']) {
      assert.equal(await page.locator(`main a[href="/klacht/${role}"]`).count(), 1);
    }
    for (const path of ['/beleid', '/privacy', '/toegankelijkheid', '/contact', '/volgen', '/demo', '/demo/post']) {
      await ga(page, path);
      await good(page);
    }
    await ga(page, '/nergens', 404);
    await good(page);
  });

  for (const role of ['bewoner', 'medewerker', 'derde']) {
    journey(`a ${role} complains, keeps the code and follows the complaint`, async ({ page, someone }) => {
      await written(page, { role });
      assert.equal(await verder(page), 200);
      const { number, code } = await receipt(page);
      await good(page);
      const later = await someone({ width: 360, height: 740 });
      await ga(later, '/volgen');
      await later.fill('[name=code]', code.replace(/(\d{4})/g, '$1 '));
      assert.equal(await verder(later), 200);
      assert.equal(pad(later), '/volgen/klacht');
      await good(later);
      const text = await later.locator('main').innerText();
      assert.ok(text.includes(number), 'the page shows the number');
      assert.ok(text.includes(WORDS), 'the page shows the own words');
      assert.ok((await later.locator('ol.verloop > li').count()) >= 3, 'the course shows what is owed');
      assert.ok(!later.url().includes(code), 'no secret stands in a URL');
    });
  }

  journey('sending twice makes one complaint with one code', async ({ page }) => {
    await written(page);
    const again = await page.context().newPage();
    await again.goto('/klacht/nieuw/nakijken');
    await verder(page);
    const first = await receipt(page);
    await again.locator('main form button:not(.stil)').first().click();
    await again.waitForLoadState('domcontentloaded');
    const second = (await again.locator('main').innerText()).match(NUMBER)?.[0];
    assert.ok(second === undefined || second === first.number, 'no second number');
  });

  journey('an empty story is refused with the reason, and what was typed stays', async ({ page }) => {
    await ga(page, '/klacht/bewoner');
    await page.check('[name=gemeld][value=nee]');
    await verder(page);
    const status = await verder(page);
    assert.equal(status, 422);
    assert.equal(pad(page), '/klacht/nieuw/verhaal');
    await good(page);
    assert.equal(await page.locator('.fouten').count(), 1);
    const long = `Begin ${'woord '.repeat(40_000)}einde`;
    await page.fill('[name=verhaal]', long);
    const refused = await verder(page);
    if (refused >= 400) {
      assert.ok((await page.inputValue('[name=verhaal]')).startsWith('Begin woord'), 'the typed text is kept');
    }
  });

  journey('strange characters come back as they were typed and harm nothing', async ({ page }) => {
    const words = '<script>alert(1)</script> "quotes" & {{7*7}} \u202eomgekeerd\u202c nul\u200bbreed 😀 é';
    await written(page, { words: `Dit is mijn klacht over de lift. ${words.replaceAll(/[\u200b\u202e\u202c]/g, '')}` });
    await page.goto('/klacht/nieuw/verhaal');
    await page.fill('[name=verhaal]', `Dit is mijn klacht over de lift. ${words}`);
    assert.ok((await verder(page)) < 500);
  });

  journey('a wrong code tells nothing and says how to go on', async ({ page }) => {
    await ga(page, '/volgen');
    for (const code of ['', '12345', '0000 0000 0000 0000 0000', 'x'.repeat(5_000)]) {
      await page.fill('[name=code]', code);
      const status = await verder(page);
      assert.ok(status >= 400 && status < 500, `${status} for ${code.slice(0, 30)}`);
      await good(page);
      await ga(page, '/volgen');
    }
    const closed = await page.goto('/volgen/klacht');
    assert.ok(closed.status() < 500);
    assert.doesNotMatch(await page.locator('main').innerText(), NUMBER);
  });

  journey('going back and sending the form of before keeps the complaint', async ({ page }) => {
    await written(page);
    await page.goBack();
    await page.goBack();
    assert.ok(await page.locator('h1').isVisible());
    await ga(page, '/klacht/nieuw/nakijken');
    assert.ok((await page.locator('main').innerText()).includes(WORDS));
    await klik(page, page.locator('main .wijzig a').first());
    await good(page);
  });
});
