// How one page looks to people who need it otherwise: narrow, with more room between letters, dark, in their own colours, on
// paper, with the keyboard alone. All checks in as few page loads as possible: one.
import assert from 'node:assert/strict';
import { axe, oneRequest, plain, reflow320 } from './lib.mjs';

/** Every check of a page, by day and by night, wide and narrow, in forced colours and on paper. */
export async function whole(page) {
  await oneRequest(page);
  const before = page.viewportSize();
  await axe(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.setViewportSize({ width: 320, height: 800 });
  await axe(page);
  await page.emulateMedia({ colorScheme: null });
  await reflow320(page);
  await unclipped(page);
  await page.setViewportSize(before);
  await forced(page);
  await paper(page);
  await plain(page);
}

/** With the text spacing of WCAG 1.4.12 no text is cut off by the box that it stands in. */
export async function unclipped(page) {
  const cut = await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(
      '*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}p{margin-bottom:2em!important}',
    );
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    const found = [];
    for (const one of document.querySelectorAll('body *')) {
      const { overflowX, overflowY } = getComputedStyle(one);
      const hides = [overflowX, overflowY].some((value) => value === 'hidden' || value === 'clip');
      // What is only for who hears the page is one pixel on purpose.
      if (!hides || one.closest('svg') || one.clientWidth <= 1 || !one.textContent.trim()) continue;
      if (one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1) found.push(one.outerHTML.slice(0, 120));
    }
    for (const one of document.querySelectorAll('button, .knop')) {
      if (one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1) found.push(one.outerHTML.slice(0, 120));
    }
    document.adoptedStyleSheets = document.adoptedStyleSheets.slice(0, -1);
    return found;
  });
  assert.deepEqual(cut, [], `text is cut off with more room between letters: ${page.url()}`);
}

/** In the reader's own colours every button still has an edge and every letter differs from what is behind it. */
export async function forced(page) {
  await page.emulateMedia({ forcedColors: 'active' });
  const wrong = await page.evaluate(() => {
    const found = [];
    const shown = (one) => one.checkVisibility() && one.getClientRects().length > 0;
    for (const one of document.querySelectorAll('button, .knop, input:not([type=hidden]), textarea, select')) {
      if (!shown(one) || ['radio', 'checkbox', 'file'].includes(one.type)) continue;
      const { borderTopStyle, borderTopWidth, textDecorationLine } = getComputedStyle(one);
      const edge = borderTopStyle !== 'none' && parseFloat(borderTopWidth) >= 1;
      if (!edge && !textDecorationLine.includes('underline')) found.push(`no edge: ${one.outerHTML.slice(0, 100)}`);
    }
    for (const one of document.querySelectorAll('body *')) {
      const { forcedColorAdjust, color } = getComputedStyle(one);
      if (forcedColorAdjust === 'none' && !one.closest('svg')) found.push(`own colours: ${one.outerHTML.slice(0, 100)}`);
      const behind = getComputedStyle(document.body).backgroundColor;
      const own = [...one.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
      if (own && shown(one) && color === behind && !one.closest('svg')) found.push(`unseen: ${one.outerHTML.slice(0, 100)}`);
    }
    for (const one of document.querySelectorAll('svg text')) {
      const { fill } = getComputedStyle(one);
      if (fill === getComputedStyle(document.documentElement).backgroundColor) found.push(`unseen: ${one.textContent}`);
    }
    return found;
  });
  await page.emulateMedia({ forcedColors: null });
  assert.deepEqual(wrong, [], `in forced colours: ${page.url()}`);
}

/** On paper: what there is to read, no bars and buttons, no addresses behind links. */
export async function paper(page) {
  await page.emulateMedia({ media: 'print' });
  const wrong = await page.evaluate(() => {
    const found = [];
    const shown = (one) => one.checkVisibility({ visibilityProperty: true }) && one.getClientRects().length > 0;
    for (const one of document.querySelectorAll('nav, .demo, button, .knop, .sla-over')) {
      if (shown(one)) found.push(`on paper: ${one.outerHTML.slice(0, 100)}`);
    }
    for (const one of document.querySelectorAll('a[href]')) {
      for (const place of ['::before', '::after']) {
        const { content } = getComputedStyle(one, place);
        if (/http|\/|attr/.test(content)) found.push(`an address on paper: ${content}`);
      }
    }
    for (const one of document.querySelectorAll('h1, ol.verloop > li, .bericht p, .code')) {
      if (!shown(one) && !one.closest('details:not([open]), form')) found.push(`not on paper: ${one.outerHTML.slice(0, 100)}`);
    }
    return found;
  });
  await page.emulateMedia({ media: null });
  assert.deepEqual(wrong, [], `printed: ${page.url()}`);
}

/** Where the keyboard is, and whether one sees it. */
const focus = (page) =>
  page.evaluate(() => {
    const one = document.activeElement;
    const { outlineStyle, outlineWidth } = getComputedStyle(one);
    const { top, bottom, left, right } = one.getBoundingClientRect();
    const inside = bottom > 0 && top < innerHeight && right > 0 && left < innerWidth;
    const all = [...document.querySelectorAll('*')];
    return {
      place: all.indexOf(one),
      body: one === document.body,
      // Day, month and year are stops of one field.
      parts: ['date', 'datetime-local', 'time'].includes(one.type),
      seen: outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2 && inside,
      html: one.outerHTML.slice(0, 120),
    };
  });

/** Tab from the top of the page to its end: the skip link first, in the order of the page, always seen, never caught. */
export async function walk(page) {
  await page.evaluate(() => {
    document.activeElement?.blur();
    scrollTo(0, 0);
  });
  await page.locator('body').evaluate((body) => {
    body.tabIndex = -1;
    body.focus();
    body.removeAttribute('tabindex');
  });
  const seen = [];
  for (let step = 0; step < 250; step += 1) {
    await page.keyboard.press('Tab');
    const now = await focus(page);
    if (now.parts && now.place === seen[seen.length - 1]?.place) continue;
    if (now.body || (seen.length > 0 && now.place <= seen[seen.length - 1].place)) break;
    assert.ok(now.seen, `the keyboard is not seen at ${now.html} on ${page.url()}`);
    seen.push(now);
  }
  assert.ok(seen.length > 2 && seen.length < 250, `${seen.length} stops on ${page.url()}`);
  assert.match(seen[0].html, /sla-over/, 'the first stop skips to the content');
  const missed = await page.evaluate((places) => {
    const all = [...document.querySelectorAll('*')];
    const stops = document.querySelectorAll('a[href], button, input:not([type=hidden]), textarea, select, summary');
    const radios = new Set();
    const found = [];
    for (const one of stops) {
      if (!one.checkVisibility() || one.disabled || one.tabIndex < 0) continue;
      // Of radios that belong together the keyboard stops at one.
      if (one.type === 'radio') {
        const at = [...document.getElementsByName(one.name)].some((other) => places.includes(all.indexOf(other)));
        if (!at && !radios.has(one.name)) found.push(one.name);
        radios.add(one.name);
      } else if (!places.includes(all.indexOf(one))) {
        found.push(one.outerHTML.slice(0, 120));
      }
    }
    return found;
  }, seen.map(({ place }) => place));
  assert.deepEqual(missed, [], `the keyboard reaches everything on ${page.url()}`);
}

/** Tab until this has the keyboard. */
export async function tabTo(page, locator) {
  for (let step = 0; step < 120; step += 1) {
    if (await locator.evaluate((one) => one === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  assert.fail(`the keyboard never comes at ${locator}`);
}
