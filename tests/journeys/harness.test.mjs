// The harness itself must see a bad page; a check that can't fail checks nothing.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import { axe, browser, ga, good, klik, klok, oneRequest, pad, persoon, quiet, reflow320, start, verder, visitor } from './lib.mjs';
import { forced, paper, unclipped, walk } from './media.mjs';

const HEAD = '<!doctype html><html lang="nl"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><link rel="icon" href="data:,">';
const PAGES = {
  '/': `${HEAD}<title>Een pagina</title></head><body><main><h1>Dag</h1><form method="post" action="/verder"><label for="a">Naam</label> <input id="a" name="a" style="height:3rem"><br><button class="stil" name="wis" value="1" style="padding:1rem">Wis</button> <button style="padding:1rem">Verder</button></form><p><a href="/" style="display:inline-block;padding:1rem">Naar het begin</a></p></main></body></html>`,
  '/grijs': `${HEAD}<title>Te licht</title></head><body><main><h1>Dag</h1><p style="color:#ccc;background:#fff">Dit leest niemand</p></main></body></html>`,
  '/twee': `${HEAD}<title>Twee</title><link rel="stylesheet" href="/stijl.css"></head><body><main><h1>Dag</h1></main></body></html>`,
  '/zwaar': `${HEAD}<title>Zwaar</title></head><body><main><h1>Dag</h1><p hidden>${[...Array(9000).keys()].map((n) => (n * 2654435761) % 4294967296).join('')}</p></main></body></html>`,
  '/breed': `${HEAD}<title>Breed</title></head><body><main><h1>Dag</h1><div style="width:900px">breed</div></main></body></html>`,
  '/krap': `${HEAD}<title>Krap</title></head><body><main><h1>Dag</h1><p style="height:1.3em;width:14em;overflow:hidden">Dit past er maar net in zo</p></main></body></html>`,
  '/kleur': `${HEAD}<title>Kleur</title></head><body><main><h1>Dag</h1><button style="border:0">Verder</button><p style="forced-color-adjust:none;color:#111">Zelf gekozen</p></main></body></html>`,
  '/druk': `${HEAD}<title>Druk</title><style>@media print{a::after{content:" (" attr(href) ")"}h1{display:none}}</style></head><body><nav>Menu</nav><main><h1>Dag</h1><a href="/geheim">Lees</a></main></body></html>`,
  '/toets': `${HEAD}<title>Toets</title><style>*:focus{outline:none}</style></head><body><a class="sla-over" href="#a">Ga naar de inhoud</a><main id="a"><h1>Dag</h1><a href="/">Een</a> <a href="/">Twee</a></main></body></html>`,
  '/val': `${HEAD}<title>Val</title><style>*:focus{outline:3px solid blue}</style></head><body><a class="sla-over" href="#a">Ga naar de inhoud</a><main id="a"><h1>Dag</h1><a href="/">Een</a> <a id="t" href="/">Twee</a> <a href="/">Drie</a><script>t.addEventListener('keydown', (e) => e.key === 'Tab' && e.preventDefault())</script></main></body></html>`,
  '/fout': `${HEAD}<title>Fout</title></head><body><main><h1>Dag</h1></main><script>nergens()</script></body></html>`,
};
const posted = [];
let site, base, chrome;

before(async () => {
  site = createServer(async (request, response) => {
    const path = request.url.split('?')[0];
    if (request.method === 'POST') {
      let body = '';
      for await (const bytes of request) body += bytes;
      posted.push(`${path} ${body}`);
      response.writeHead(303, { location: '/' }).end();
    } else if (path === '/stijl.css') {
      response.writeHead(200, { 'content-type': 'text/css' }).end('h1{margin:0}');
    } else if (PAGES[path]) {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(PAGES[path]);
    } else {
      response.writeHead(path === '/stuk' ? 500 : 404, { 'content-type': 'text/html' }).end('nee');
    }
  });
  await new Promise((resolve) => site.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${site.address().port}`;
  chrome = await browser();
});

after(async () => {
  await chrome?.close();
  site?.closeAllConnections();
  site?.close();
});

for (const js of [false, true]) {
  const page = () => visitor(chrome, { js, base });

  test(`a good page is good, JavaScript ${js ? 'on' : 'off'}`, async () => {
    const one = await page();
    await ga(one, '/');
    assert.ok((await good(one)) > 100);
  });

  test(`pale text, a second request, weight and width are seen, JavaScript ${js ? 'on' : 'off'}`, async () => {
    const one = await page();
    await ga(one, '/grijs');
    await assert.rejects(axe(one), /color-contrast/);
    await ga(one, '/twee');
    await assert.rejects(oneRequest(one), /one request/);
    await ga(one, '/zwaar');
    await assert.rejects(oneRequest(one), /bytes of at most/);
    await ga(one, '/breed');
    await assert.rejects(reflow320(one), /wider than 320/);
  });

  test(`a form is sent by its solid button, and the answer's page is one request, JavaScript ${js ? 'on' : 'off'}`, async () => {
    const one = await page();
    await ga(one, '/');
    await one.fill('[name=a]', 'Fatima');
    assert.equal(await verder(one), 200);
    assert.equal(posted.pop(), '/verder a=Fatima');
    assert.equal(pad(one), '/');
    await oneRequest(one);
    assert.equal(await klik(one, one.getByRole('link')), 200);
  });
}

test('the demo is told who and when in one field', async () => {
  const one = await visitor(chrome, { base });
  await ga(one, '/');
  await persoon(one, 'ann');
  await klok(one, '+1w');
  assert.deepEqual(posted.splice(0), ['/demo/persoon persoon=ann', '/demo/klok naar=%2B1w']);
});

test('a script that fails and a page that fails are seen', async () => {
  const one = await visitor(chrome, { base });
  await ga(one, '/fout');
  assert.throws(() => quiet(one), /nergens/);
  const other = await visitor(chrome, { base });
  await other.goto('/stuk');
  assert.throws(() => quiet(other), /500/);
});

test('a program that does not start is reported with what it said', async () => {
  process.env.GEHOOR_BIN = '/bin/false';
  try {
    await assert.rejects(start(), /it ended with 1/);
  } finally {
    delete process.env.GEHOOR_BIN;
  }
});

test('text that is cut off, letters in own colours, bars on paper and a lost keyboard are seen', async () => {
  const page = await visitor(chrome, { base });
  const bad = async (path, check, why) => {
    await ga(page, path);
    await assert.rejects(check(page), why);
  };
  await bad('/krap', unclipped, /cut off/);
  await bad('/kleur', forced, /no edge[^]*own colours/);
  await bad('/druk', paper, /on paper[^]*an address on paper[^]*not on paper/);
  await bad('/toets', walk, /keyboard is not seen/);
  await bad('/val', walk, /keyboard reaches everything/);
  await ga(page, '/');
  for (const check of [unclipped, forced, paper]) await check(page).catch((error) => assert.match(error.message, /on paper/));
  await page.context().close();
});
