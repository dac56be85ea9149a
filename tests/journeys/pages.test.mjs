// Every page there is, as each person who may open it: narrow, spaced, dark, forced colours, paper; and with the keyboard alone.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { ga, journeys, klik, klok, pad, persoon, verder } from './lib.mjs';
import { klaag, NUMBER, nummerEnCode, schrijf, WORDS } from './klagen.mjs';
import { tabTo, walk, whole } from './media.mjs';

const MATRIX = readFileSync(new URL('../../docs/access-matrix.txt', import.meta.url), 'utf8');
/** The addresses that show a page. */
const ROUTES = MATRIX.split('\n')
  .map((line) => line.match(/^GET\s+(\S+)/)?.[1])
  .filter(Boolean);
/** No page of their own: a file, a machine's answer, a way on; or only by a link that is mailed once. */
const NO_PAGE = new Set([
  '/health',
  '/health/live',
  '/werk/klachten/{nr}/bestand/{id}',
  '/volgen/klacht/bestand/{id}',
  '/klacht/nieuw',
  '/klacht/nieuw/gemeld',
]);
/** Where each person finds the addresses with a number in them. */
const PEOPLE = {
  ann: ['/werk', '/werk/klachten', '/werk/maatregelen', '/werk/brieven'],
  bart: ['/werk', '/werk/klachten', '/werk/maatregelen', '/overzicht'],
  chris: ['/bestuur', '/bestuur/agenda', '/overzicht'],
  els: ['/werk/brieven', '/werk'],
  lies: ['/werk', '/werk/klachten'],
  sam: ['/instellingen/mensen', '/werk'],
  bewoner: ['/volgen/klacht', '/demo/post'],
  derde: ['/volgen/klacht'],
};

/** Opened by a mailed link only, which the journey after it does; and a note that can be denied, which `intake.test.mjs` makes and looks at. */
const ALONE = ['/uitnodiging', '/van-buiten', '/volgen/klacht/klopt-niet', '/volgen/klacht/niet-gebeurd'];

const pattern = (route) => new RegExp(`^${route.replace(/\{\w+\}/g, '[\\w-]+')}$`);

/** The addresses on the pages where somebody begins. */
async function found(page, from) {
  const all = new Set();
  for (const path of from) {
    const answer = await page.goto(path);
    if (answer.status() !== 200) continue;
    const links = await page.locator('a[href^="/"]').evaluateAll((links) => links.map((link) => link.getAttribute('href')));
    for (const link of links) all.add(link.split(/[?#]/)[0]);
  }
  return [...all];
}

/** Addresses of a route: itself, or with the numbers of some links. */
function addresses(route, links) {
  if (!route.includes('{')) return [route];
  const known = links.filter((link) => pattern(route).test(link));
  // `…/evaluatie` of a complaint that stands in a list.
  const [, base, rest] = route.match(/^(.*?\{\w+\})(\/.*)?$/);
  const derived = rest ? links.filter((link) => pattern(base).test(link)).map((link) => link + rest) : [];
  return [...new Set([...known, ...derived])].slice(0, 4);
}

const tried = new Set();

journeys(
  (journey) => {
    journey('every page stands every test, for everybody who may open it', async ({ page }) => {
      await schrijf(page);
      for (const route of ROUTES.filter((one) => /^\/(klacht|melden)/.test(one) && !NO_PAGE.has(one))) {
        await ga(page, route);
        if (pad(page) !== route) continue;
        tried.add(route);
        await whole(page);
      }
      await ga(page, '/klacht/nieuw/nakijken');
      await page.locator('main form button:not(.stil)').first().click();
      await page.waitForURL('**/bedankt');
      tried.add('/bedankt');
      await whole(page);
      for (const route of ROUTES.filter((one) => !/\{|^\/(klacht|werk|bestuur|instellingen|volgen\/|demo|health|bedankt|melden)/.test(one))) {
        const answer = await page.goto(route);
        if (answer.status() !== 200 || pad(page) !== route) continue;
        tried.add(route);
        await whole(page);
      }
      await klok(page, '2026-12-02T09:00');
      for (const [who, from] of Object.entries(PEOPLE)) {
        await ga(page, '/demo');
        await persoon(page, who);
        const links = await found(page, from);
        for (const route of ROUTES.filter((one) => !NO_PAGE.has(one))) {
          if (!/^\/(werk|bestuur|instellingen|volgen\/|demo|overzicht|beleid\/zinnen)/.test(route)) continue;
          // The same page for another person is tried where what they may do on it differs.
          const again = route.includes('{nr}') || ['/werk', '/werk/klachten', '/overzicht'].includes(route);
          if (tried.has(route) && !again) continue;
          for (const address of addresses(route, links)) {
            const answer = await page.goto(address);
            if (answer.status() !== 200 || pad(page) !== address) continue;
            tried.add(route);
            await whole(page);
            break;
          }
        }
      }
      const never = ROUTES.filter((route) => !tried.has(route) && !NO_PAGE.has(route));
      assert.deepEqual(never, ALONE, 'each page is tried, but for those that only a mailed link opens');
    }, { js: [true] });

    journey('who gets a link by mail comes in by it, and every page on that way stands every test', async ({ page, someone }) => {
      const invite = async (name, address, role) => {
        await ga(page, '/instellingen/mensen');
        const form = page.locator('form[action="/instellingen/mensen/uitnodigen"]');
        await form.locator('[name=naam]').fill(name);
        await form.locator('[name=email]').fill(address);
        await form.getByRole('checkbox', { name: role }).check();
        await klik(page, form.locator('button'));
      };
      /** The newest mail to somebody that has such a link. */
      const mailed = async (address, path) => {
        await ga(page, '/demo/post');
        const mails = await page.locator('main a[href^="/demo/post/"]').evaluateAll((links) => links.map((link) => link.getAttribute('href')));
        for (const mail of mails) {
          await page.goto(mail);
          const text = await page.locator('main').innerText();
          const link = text.includes(address) ? text.match(new RegExp(`${path}\\?\\S+`))?.[0] : undefined;
          if (link) return link;
        }
        assert.fail(`a mail to ${address} with a link to ${path}`);
      };
      await ga(page, '/demo');
      await persoon(page, 'sam');
      await invite('Nora Nieuw', 'nora@voorbeeld.test', 'Volgt klachten op');
      const nora = await someone();
      assert.equal((await nora.goto(await mailed('nora@voorbeeld.test', '/uitnodiging'))).status(), 200);
      await whole(nora);
      const password = 'een lang wachtwoord voor Nora';
      for (const field of await nora.locator('[type=password]').all()) await field.fill(password);
      await verder(nora);
      assert.equal(pad(nora), '/werk');
      await whole(nora);

      await invite('Olga Buiten', 'olga@voorbeeld.test', 'Van buiten');
      // Written down by staff with everybody ticked, whoever writes it included: only who comes from outside is left.
      await persoon(page, 'ann');
      await ga(page, '/werk/nieuw');
      await page.selectOption('[name=kanaal]', 'phone');
      await page.fill('[name=gehoord_uur]', '8.40');
      await page.check('[name=wie][value=resident]');
      await page.fill('[name=verhaal]', WORDS);
      await page.check('[name=hoe][value=code]');
      for (const name of ['Ann', 'Bart', 'Chris', 'Dirk', 'Els', 'Jan', 'Karim', 'Lies', 'Mia', 'Nora']) {
        await page.getByRole('checkbox', { name }).check();
      }
      assert.equal(await verder(page), 200);
      assert.equal(await klik(page, page.locator('main button[name=doe][value=bewaar]')), 200);
      const { number } = await nummerEnCode(page);
      const olga = await someone();
      assert.equal((await olga.goto(await mailed('olga@voorbeeld.test', '/van-buiten'))).status(), 200);
      await whole(olga);
      await verder(olga);
      assert.equal(pad(olga), '/werk');
      await whole(olga);
      await ga(olga, `/werk/klachten/${number}`);
      await whole(olga);
      await ga(olga, '/werk/klachten');
      const numbers = (await olga.locator('main').innerText()).match(new RegExp(NUMBER, 'g'));
      assert.deepEqual([...new Set(numbers)], [number], 'and no other complaint');
    }, { js: [true] });

    journey('a resident complains with the keyboard alone', async ({ page }) => {
      await ga(page, '/');
      await walk(page);
      await page.reload();
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      assert.equal(await page.evaluate(() => document.activeElement.id), 'inhoud', 'the skip link leads to the content');
      const press = async (locator, key = 'Enter') => {
        await tabTo(page, locator);
        const landed = key === 'Enter' ? page.waitForNavigation() : null;
        await page.keyboard.press(key);
        await landed;
      };
      const next = () => press(page.locator('main form button:not(.stil)').first());
      const tick = (name, value) => press(page.locator(`[name=${name}][value=${value}]`), ' ');
      await press(page.locator('main a[href="/klacht/bewoner"]'));
      await walk(page);
      // Of radios that belong together the keyboard stops at the first; the arrows choose.
      await tabTo(page, page.locator('[name=gemeld]').first());
      await page.keyboard.press('ArrowUp');
      assert.ok(await page.isChecked('[name=gemeld][value=liever]'), 'the arrows choose among the answers');
      await next();
      assert.equal(pad(page), '/klacht/nieuw/verhaal');
      await walk(page);
      await tabTo(page, page.locator('[name=verhaal]'));
      await page.keyboard.type(WORDS);
      await next();
      await walk(page);
      await next();
      assert.equal(pad(page), '/klacht/nieuw/antwoord');
      await tabTo(page, page.locator('[name=hoe]').first());
      await page.keyboard.press('ArrowUp');
      assert.ok(await page.isChecked('[name=hoe][value=code]'));
      await next();
      assert.equal(pad(page), '/klacht/nieuw/lezers');
      await walk(page);
      await next();
      await walk(page);
      await next();
      const { number } = await nummerEnCode(page);
      assert.ok(number, 'the complaint is there');
      await walk(page);
    }, { js: [true] });

    journey('the staff pages that are used each day are walked with the keyboard', async ({ page }) => {
      const { number } = await klaag(page);
      await persoon(page, 'ann');
      for (const path of ['/werk', '/werk/klachten', `/werk/klachten/${number}`, `/werk/klachten/${number}?soort=gesprek`, '/werk/nieuw']) {
        await ga(page, path);
        await walk(page);
      }
      await persoon(page, 'chris');
      for (const path of ['/bestuur', `/bestuur/klachten/${number}`]) {
        await ga(page, path);
        await walk(page);
      }
    }, { js: [true] });
  },
);

