// What every journey uses: the program itself, a browser with and without JavaScript, and the checks of each page.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { chromium } from 'playwright-core';

const HERE = dirname(fileURLToPath(import.meta.url));
const ROOT = join(HERE, '..', '..');
const AXE = readFileSync(join(HERE, 'node_modules', 'axe-core', 'axe.min.js'), 'utf8');
const BYTES = 15_000;
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** The moment at which each demo starts, unless a journey names another: a Monday morning. */
export const START = '2026-11-23T09:00';

/**
 * Starts `gehoor demo` on a free port and waits for its first page. `stop()` ends it. `GEHOOR_BIN` names another build,
 * `GEHOOR_TEST_DATABASE_URL` a database on a PostgreSQL server in which each demo makes a schema of its own. With
 * `GEHOOR_TEST_SPLIT` only the walks with JavaScript are walked there, and those without it on SQLite.
 */
export async function start({ at = START, args = [], js = true } = {}) {
  const listen = `127.0.0.1:${await freePort()}`;
  const binary = process.env.GEHOOR_BIN ?? join(ROOT, 'target', 'debug', 'gehoor');
  const database = process.env.GEHOOR_TEST_DATABASE_URL;
  const there = database && (js || !process.env.GEHOOR_TEST_SPLIT);
  if (there) args = [...args, '--database', database];
  const child = spawn(binary, ['demo', '--listen', listen, '--at', at, ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (bytes) => {
      said = (said + bytes).slice(-20_000);
    });
  }
  const ended = new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(`it ended with ${signal ?? code}`));
  });
  // A test file that fails half-way still leaves no program behind.
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  const url = `http://${listen}`;
  const began = Date.now();
  let startedIn = 0;
  try {
    await answering(url, ended, 30_000);
    startedIn = Date.now() - began;
    // The other pages wait until the corpus has been played.
    await answering(`${url}/demo`, ended, 90_000);
  } catch (error) {
    kill();
    throw new Error(`${binary} demo: ${error.message}\n${said}`);
  }
  return {
    url,
    /** Milliseconds from starting the program to its first page. */
    startedIn,
    /** The last that it printed. */
    said: () => said,
    async stop() {
      process.off('exit', kill);
      child.kill('SIGTERM');
      const late = setTimeout(kill, 3_000);
      await ended;
      clearTimeout(late);
    },
  };
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

async function answering(url, ended, limit) {
  let over = null;
  ended.then((why) => {
    over = why;
  });
  for (const began = Date.now(); Date.now() - began < limit; ) {
    if (over !== null) throw new Error(over);
    try {
      const answer = await fetch(url, { redirect: 'manual' });
      if (answer.status < 500) return;
    } catch {
      // not listening yet
    }
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error(`no page within ${limit / 1000} s`);
}

/** Debian's Chromium, headless; as root it has no sandbox, and it calls no one. */
export function browser() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    headless: true,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-dev-shm-usage',
      // A name on the own network: for a browser no safe origin, so it says less of where a form comes from.
      '--host-resolver-rules=MAP klacht.test 127.0.0.1',
    ],
  });
}

/** A page of a new visitor, who has JavaScript or not. */
export async function visitor(chrome, { js = true, base, width = 1280, height = 900 } = {}) {
  const context = await chrome.newContext({
    javaScriptEnabled: js,
    baseURL: base,
    viewport: { width, height },
    locale: 'nl-BE',
    timezoneId: 'Europe/Brussels',
  });
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  watch(page, js);
  return page;
}

/**
 * One demo and one browser for a file of journeys, each journey walked with JavaScript off and on, each time by a
 * new visitor: `journeys((journey) => { journey('a resident complains', async ({ page, demo }) => { … }) })`.
 */
export function journeys(tell, options = {}) {
  const told = [];
  tell((name, walk, only = {}) => told.push({ name, walk, ...only }));
  for (const { name, walk, js = [false, true] } of told) {
    for (const on of js) {
      test(`${name}, JavaScript ${on ? 'on' : 'off'}`, { timeout: 300_000 }, async () => {
        const demo = await start({ ...options, js: on });
        let chrome;
        try {
          chrome = await browser();
          const page = await visitor(chrome, { js: on, base: demo.url });
          const someone = (more = {}) => visitor(chrome, { js: on, base: demo.url, ...more });
          await walk({ page, demo, someone, js: on });
          quiet(page);
        } finally {
          await chrome?.close();
          await demo.stop();
        }
      });
    }
  }
}

const seen = new WeakMap();

/** Keeps the requests of the page that is shown, and whatever the browser complains about. */
function watch(page, js) {
  const record = { js, requests: [], complaints: [], broken: [] };
  seen.set(page, record);
  page.on('request', (request) => {
    if (request.isNavigationRequest() && request.frame() === page.mainFrame()) {
      // A redirect after a form is not a part of the page that it leads to.
      record.requests = [];
    }
    record.requests.push(request);
  });
  page.on('response', (response) => {
    if (response.status() >= 500) record.broken.push(`${response.status()} ${new URL(response.url()).pathname}`);
  });
  page.on('pageerror', (error) => record.complaints.push(error.message));
  page.on('console', (message) => {
    // A 404 or 422 that the journey asked for is noted by the browser as an error; the content policy's are ours.
    if (message.type() === 'error' && !/Failed to load resource/.test(message.text())) {
      record.complaints.push(message.text());
    }
  });
}

/** The browser complained about nothing on this page (scripts, content policy) and the program never failed. */
export function quiet(page) {
  const { complaints, broken } = seen.get(page);
  assert.deepEqual(broken, [], 'the program failed');
  assert.deepEqual(complaints, [], `the browser complains at ${page.url()}`);
}

/** The page is one request, and travels in at most 15 kB. */
export async function oneRequest(page) {
  const { requests } = seen.get(page);
  const paths = requests.map((request) => request.url()).filter((url) => !url.startsWith('data:'));
  assert.equal(paths.length, 1, `one request for ${page.url()}, not: ${paths.join(', ')}`);
  const response = await requests[0].response();
  const { 'content-encoding': encoding } = await response.allHeaders();
  const bytes = encoding ? (await requests[0].sizes()).responseBodySize : gzipSync(await response.body()).length;
  assert.ok(bytes <= BYTES, `${page.url()} takes ${bytes} bytes of at most ${BYTES}`);
  return bytes;
}

/** axe-core finds nothing to complain about in the page as it is shown now. */
export async function axe(page) {
  const subject = await speaking(page);
  try {
    await subject.evaluate(AXE);
    const found = await subject.evaluate(async (values) => {
      const report = await globalThis.axe.run(document, {
        runOnly: { type: 'tag', values },
        rules: { 'target-size': { enabled: true } },
      });
      return report.violations.map((v) => `${v.id} (${v.nodes.length}): ${v.nodes[0].html.slice(0, 160)} · ${v.help}`);
    }, RULES);
    assert.deepEqual(found, [], `axe at ${page.url()}`);
  } finally {
    if (subject !== page) await subject.context().close();
  }
}

/** axe needs scripts; a page without them is shown, as it was received, in a window that has them. */
async function speaking(page) {
  if (seen.get(page).js) return page;
  const dark = await page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches);
  const context = await page.context().browser().newContext({
    viewport: page.viewportSize(),
    colorScheme: dark ? 'dark' : 'light',
    locale: 'nl-BE',
  });
  const copy = await context.newPage();
  await copy.setContent(await page.content());
  return copy;
}

/** At 320 pixels, and with the text spacing of WCAG 1.4.12, nothing has to be scrolled sideways. */
export async function reflow320(page) {
  const before = page.viewportSize();
  await page.setViewportSize({ width: 320, height: 640 });
  const beyond = await page.evaluate(() => {
    const wide = () => document.documentElement.scrollWidth - document.documentElement.clientWidth;
    const plain = wide();
    const all = [...document.querySelectorAll('body, body *')];
    const spacing = { 'line-height': '1.5', 'letter-spacing': '.12em', 'word-spacing': '.16em' };
    for (const one of all) for (const [name, value] of Object.entries(spacing)) one.style.setProperty(name, value, 'important');
    const spaced = wide();
    for (const one of all) for (const name of Object.keys(spacing)) one.style.removeProperty(name);
    return { plain, spaced };
  });
  await page.setViewportSize(before);
  assert.deepEqual(beyond, { plain: 0, spaced: 0 }, `wider than 320 pixels: ${page.url()}`);
}

/** Everything that holds for each page: one light request, axe by day and by night, narrow and wide, no complaint. */
export async function good(page) {
  const bytes = await oneRequest(page);
  const before = page.viewportSize();
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme });
    for (const width of [320, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      await axe(page);
    }
  }
  await page.emulateMedia({ colorScheme: null });
  await page.setViewportSize(before);
  await reflow320(page);
  await plain(page);
  return bytes;
}

/** One heading, a title, no value that only a program understands, and no complaint of the browser. */
export async function plain(page) {
  assert.equal(await page.locator('h1').count(), 1, `one heading of the first level at ${page.url()}`);
  assert.ok((await page.title()).length > 3, `a title at ${page.url()}`);
  // A missing text shows its key or an empty variable; neither may reach a reader.
  const text = await page.locator('body').innerText();
  assert.doesNotMatch(text, /\{\s*\$|undefined|\bNaN\b|None\(|Some\(/, `a raw value at ${page.url()}`);
  quiet(page);
}

/**
 * Becomes another person of the demo, by the value or the first words of the label in the demo's bar ("Ann"). The page
 * that is shown is not renewed: go where that person goes.
 */
export async function persoon(page, who) {
  const offered = await page.locator('.demo [name=persoon] option').evaluateAll((options) =>
    options.map((option) => ({ value: option.value, label: option.textContent.trim() })),
  );
  const found = offered.find(({ value }) => value === who) ?? offered.find(({ label }) => label.startsWith(who));
  if (offered.length > 0) assert.ok(found, `${who} is not one of ${offered.map(({ label }) => label).join(', ')}`);
  await post(page, '/demo/persoon', { persoon: found?.value ?? who.toLowerCase() });
}

/** Moves the demo's clock: `+1d`, `+1w`, `volgende`, or a local date and time. All that fell due has then happened. */
export async function klok(page, naar) {
  await post(page, '/demo/klok', { naar });
}

async function post(page, path, form) {
  const url = new URL(path, new URL(page.url()).origin);
  const answer = await page.context().request.post(url.href, { form, maxRedirects: 0, timeout: 60_000 });
  assert.ok(answer.status() < 400, `${path} ${JSON.stringify(form)} answers ${answer.status()}: ${await answer.text()}`);
}

/** Goes to a page and expects it to be there. */
export async function ga(page, path, status = 200) {
  const answer = await page.goto(path);
  assert.equal(answer.status(), status, path);
  return answer;
}

/** Sends the page's own form by its first solid button, and gives the answer's status. */
export async function verder(page) {
  return klik(page, page.locator('main form button:not(.stil)').first());
}

/** Presses something that leads to another page, and gives that page's status. */
export async function klik(page, locator) {
  const landed = page.waitForResponse((response) => {
    const request = response.request();
    const main = request.isNavigationRequest() && request.frame() === page.mainFrame();
    return main && (response.status() < 300 || response.status() >= 400);
  });
  await locator.click();
  const answer = await landed;
  await page.waitForLoadState('domcontentloaded');
  return answer.status();
}

/** Where the page is, without the host. */
export function pad(page) {
  return new URL(page.url()).pathname;
}
