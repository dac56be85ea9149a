// What anyone can do without an account: find the desk, read what is promised, complain, and follow the complaint.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { ga, good, journeys, klik, pad, verder } from './lib.mjs';
import { NUMBER, ontvangst, PAPER, PHOTO, schrijf, nummerEnCode, volg, WORDS } from './klagen.mjs';

const SOURCE = readFileSync(new URL('../../policies/wooncoop/klachtenbeleid.txt', import.meta.url), 'utf8');

journeys((journey) => {
  journey('a visitor finds the desk and every public page is good', async ({ page, demo }) => {
    await ga(page, '/');
    const bytes = await good(page);
    console.log(`    home: ${bytes} bytes, first page ${demo.startedIn} ms after the start`);
    assert.ok(demo.startedIn < 2000, `the first page is there ${demo.startedIn} ms after the start`);
    const main = await page.locator('main').innerText();
    assert.ok(main.includes('112') && main.indexOf('112') < 200, 'the danger line stands on top');
    for (const role of ['bewoner', 'medewerker', 'derde']) {
      assert.equal(await page.locator(`main a[href="/klacht/${role}"]`).count(), 1);
    }
    for (const path of ['/privacy', '/toegankelijkheid', '/contact', '/volgen', '/aanmelden', '/demo', '/demo/post']) {
      await ga(page, path);
      await good(page);
    }
    await ga(page, '/nergens', 404);
    await good(page);
  });

  journey('the policy page shows every word', async ({ page }) => {
    await ga(page, '/beleid');
    await good(page);
    const words = (text) => text.normalize('NFC').replace(/\s+/g, '');
    const shown = words(await page.locator('main').evaluate((main) => main.textContent));
    for (const line of SOURCE.split('\n').filter((line) => line.trim() !== '')) {
      assert.ok(shown.includes(words(line)), `not on the page: ${line}`);
    }
  });

  journey('a resident complains and gets a receipt', async ({ page, someone }) => {
    await schrijf(page, { look: good, files: [PHOTO, PAPER] });
    assert.equal(await verder(page), 200);
    const { number, code } = await ontvangst(page);
    await good(page);
    const later = await someone({ width: 360, height: 740 });
    const text = await volg(later, code);
    await good(later);
    assert.ok(text.includes(number), 'the page shows the number');
    assert.ok(text.includes(WORDS), 'the page shows the own words');
    assert.ok((await later.locator('ol.verloop > li').count()) >= 3, 'the course shows what is owed');
    assert.ok(!later.url().includes(code), 'no secret stands in a URL');
  });

  journey('a resident complains on the own network, without TLS', async ({ demo, someone }) => {
    const page = await someone({ base: demo.url.replace('127.0.0.1', 'klacht.test') });
    let told = null;
    page.on('request', (request) => {
      if (request.method() === 'POST') told = request.allHeaders();
    });
    await schrijf(page);
    assert.equal((await told)['sec-fetch-site'], undefined, 'the browser does not say that the form is ours');
    assert.equal(await verder(page), 200);
    await ontvangst(page);
  });

  journey('a third party complains by the general address', async ({ page, someone }) => {
    await ga(page, '/klacht/derde');
    assert.equal(await page.locator('main a[href^="mailto:"]').count() > 0, true, 'the general address is named');
    await schrijf(page, { role: 'derde', look: good });
    await verder(page);
    const { number, code } = await ontvangst(page);
    assert.ok((await volg(await someone(), code)).includes(number));
  });

  journey('a concern is raised first', async ({ page, someone }) => {
    await ga(page, '/klacht/bewoner');
    await page.check('[name=gemeld][value=nee]');
    await verder(page);
    assert.equal(pad(page), '/melden');
    await good(page);
    await page.fill('[name=verhaal]', 'De lamp in de hal is stuk.');
    await page.setInputFiles('[name=bestanden]', [PHOTO, PAPER]);
    assert.equal(await verder(page), 422, 'how to answer is missing, and the files stay');
    await good(page);
    assert.ok((await page.locator('main').innerText()).includes('lift.png'));
    assert.equal(await klik(page, page.getByRole('button', { name: 'Verwijder brief.pdf' })), 200);
    assert.equal(await page.inputValue('[name=verhaal]'), 'De lamp in de hal is stuk.', 'what was typed stays');
    await page.setInputFiles('[name=bestanden]', [PAPER]);
    await page.check('[name=hoe][value=code]');
    assert.equal(await verder(page), 200);
    const { number, code } = await nummerEnCode(page);
    await good(page);
    const later = await someone();
    const text = await volg(later, code);
    assert.ok(text.includes(number));
    assert.ok(text.indexOf('lift.png') < text.indexOf('brief.pdf'), 'both files, in the order in which they came');
    await klik(later, later.locator('a[href="/volgen/klacht/toch-een-klacht"]').first());
    await good(later);
    assert.equal(await verder(later), 200);
    assert.ok((await later.locator('main').innerText()).includes(number), 'it is the same case, now a complaint');
  });

  journey('sending twice makes one complaint with one code', async ({ page }) => {
    await schrijf(page);
    const again = await page.context().newPage();
    await again.goto('/klacht/nieuw/nakijken');
    await verder(page);
    const first = await ontvangst(page);
    await again.locator('main form button:not(.stil)').first().click();
    await again.waitForLoadState('domcontentloaded');
    assert.deepEqual(await nummerEnCode(again), first, 'the same number and the same code');
  });

  journey('an empty story is refused with the reason, and what was typed stays', async ({ page }) => {
    await ga(page, '/klacht/bewoner');
    await page.check('[name=gemeld][value=liever]');
    await verder(page);
    assert.equal(pad(page), '/klacht/nieuw/verhaal');
    assert.equal(await verder(page), 422);
    assert.equal(pad(page), '/klacht/nieuw/verhaal');
    await good(page);
    assert.equal(await page.locator('.fouten').count(), 1);
    await page.fill('[name=verhaal]', `Begin ${'woord '.repeat(20_000)}einde`);
    assert.equal(await verder(page), 422);
    assert.ok((await page.inputValue('[name=verhaal]')).startsWith('Begin woord'), 'the typed text is kept');
    await page.fill('[name=verhaal]', WORDS);
    assert.equal(await verder(page), 200);
    await page.fill('[name=oplossing]', 'Maak ze.');
    await verder(page);
    await page.check('[name=hoe][value=mail]');
    await page.fill('[name=adres]', 'geen adres');
    assert.equal(await verder(page), 422);
    assert.equal(await page.inputValue('[name=adres]'), 'geen adres', 'the wrong address is kept to be mended');
    await good(page);
  });

  journey('strange characters come back as they were typed and harm nothing', async ({ page }) => {
    const words = 'Mijn klacht: <script>alert(1)</script> "quotes" & {{7*7}} 😀 é';
    await schrijf(page, { words });
    await ga(page, '/klacht/nieuw/verhaal');
    assert.equal(await page.inputValue('[name=verhaal]'), words);
    await page.fill('[name=verhaal]', 'Mijn klacht \u202eomgekeerd\u202c nul\u200bbreed');
    assert.equal(await verder(page), 200);
    await page.goto('/klacht/nieuw/nakijken');
    await good(page);
  });

  journey('a wrong code tells nothing and says how to go on', async ({ page }) => {
    for (const code of ['', '12345', '0000 0000 0000 0000 0000', 'x'.repeat(5_000)]) {
      await ga(page, '/volgen');
      await page.fill('[name=code]', code);
      const status = await verder(page);
      assert.ok(status >= 400 && status < 500, `${status} for ${code.slice(0, 30)}`);
      await good(page);
    }
    const closed = await page.goto('/volgen/klacht');
    assert.ok(closed.status() < 500);
    assert.doesNotMatch(await page.locator('main').innerText(), NUMBER);
  });

  journey('going back and changing an answer keeps the rest', async ({ page }) => {
    await schrijf(page);
    await page.goBack();
    await page.goBack();
    assert.ok(await page.locator('h1').isVisible());
    await ga(page, '/klacht/nieuw/nakijken');
    await klik(page, page.locator('.wijzig a[href*="/oplossing"]').first());
    await page.fill('[name=oplossing]', 'Een nieuwe lift.');
    await verder(page);
    assert.equal(pad(page), '/klacht/nieuw/nakijken', 'back where the change was asked');
    const text = await page.locator('main').innerText();
    assert.ok(text.includes('Een nieuwe lift.') && text.includes(WORDS));
  });

  journey('the arrows of the browser never ask to send a form again, and lose nothing', async ({ page }) => {
    await ga(page, '/klacht/bewoner');
    assert.equal(await verder(page), 422, 'nothing is chosen');
    await good(page);
    await page.check('[name=gemeld][value=liever]');
    await verder(page);
    assert.equal(await verder(page), 422, 'no story');
    await page.fill('[name=verhaal]', WORDS);
    await verder(page);
    await verder(page);
    await page.check('[name=hoe][value=mail]');
    await page.fill('[name=adres]', 'geen adres');
    assert.equal(await verder(page), 422, 'no address');
    assert.ok(!page.url().includes('geen'), 'nothing typed stands in the address');
    for (let steps = 0; steps < 5; steps += 1) {
      await page.goBack();
      assert.ok(await page.locator('main h1').isVisible(), page.url());
    }
    for (let steps = 0; steps < 5; steps += 1) {
      await page.goForward();
      assert.ok(await page.locator('main h1').isVisible(), page.url());
    }
    assert.equal(await page.inputValue('[name=adres]'), 'geen adres');
    await ga(page, '/klacht/nieuw/verhaal');
    assert.equal(await page.inputValue('[name=verhaal]'), WORDS);
  });

  journey('what was typed can be thrown away', async ({ page }) => {
    await schrijf(page);
    await ga(page, '/klacht/nieuw/wissen');
    await good(page);
    await verder(page);
    await page.goto('/klacht/nieuw/nakijken');
    assert.ok(!(await page.locator('body').innerText()).includes(WORDS));
  });
});
