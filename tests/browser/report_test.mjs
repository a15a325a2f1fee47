// Drives report.html in a browser, as a reader would:
//   node report_test.mjs CHROMIUM MODULES COPYDESK FIXTURE SAMPLES OUTPUT
// COPYDESK is the built command, FIXTURE writes a report with pages and stories, SAMPLES is the folder samples, OUTPUT
// gets the reports and pictures of them.
import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

import {DARK, NARROW, WIDE, checkWidth, open, run} from './browser.mjs';

const [chromium, modules, copydesk, fixture, samples, output] = process.argv.slice(2);

// Each would run a script, open a page or leave its element if it were taken for markup.
const ATTACKS = [
  '</script><script>window.__pwned = 1</script>',
  '<img src=x onerror="window.__pwned = 1">',
  '"><svg onload=window.__pwned=1>',
  "' autofocus onfocus='window.__pwned=1' x='",
  '</style><style>body{display:none}</style>',
  '</title></bdi></details><iframe src="javascript:parent.__pwned=1"></iframe>',
  '<!-- <script>window.__pwned = 1</script>',
  ']]><meta http-equiv="refresh" content="0;url=https://attacker.example/">',
  '&lt;script&gt;window.__pwned=1&lt;/script&gt;',
  '\u202egnp.exe \u2066\u2028\u2029\u0000\u0007 {{constructor}} ${window.__pwned=1}',
];
const LINKS = [
  'javascript:window.__pwned=1',
  'JaVaScRiPt:window.__pwned=1//http://x',
  'data:text/html,<script>window.__pwned=1</script>',
  'https://attacker.example/"onmouseover="window.__pwned=1',
  'https://bank.example@attacker.example/',
  'https://attacker.example/\u202efdp.exe',
  '//attacker.example/x.js',
  'file:///etc/passwd',
];

// Records with an attack in every field, each twice in different words so that clusters, spans and titles all show them.
function hostileRecords() {
  const records = [];
  ATTACKS.forEach((attack, i) => {
    const words = Array.from({length: 80}, (_, word) => `word${i}x${word}`).join(' ');
    const body = `${attack} ${words} ${attack}`;
    const link = LINKS[i % LINKS.length];
    for (const copy of [1, 2, 3]) {
      records.push({
        id: `${attack} ${copy}`,
        title: `${attack} title ${'W'.repeat(copy === 3 ? 20000 : 1)}`,
        source: `${attack} outlet`,
        url: copy === 1 ? link : `https://host.example/${copy}?q=${attack}`,
        published: attack,
        seen: attack,
        text: copy === 3 ? body : `${body} ${attack} ending${copy} ${attack}`,
      });
    }
  });
  return records.map((record) => JSON.stringify(record)).join('\n') + '\n';
}

function scan(name, input, ...options) {
  const folder = path.join(output, name);
  execFileSync(copydesk, ['scan', input, '-o', folder, '--force', '-q', ...options], {stdio: 'inherit'});
  return path.join(folder, 'report.html');
}

async function picture(page, name) {
  await page.screenshot({path: path.join(output, `${name}.png`), fullPage: true});
}

const tests = {
  async 'a news collection can be read, filtered and compared'(browser) {
    const file = scan('news', path.join(samples, 'news', 'articles.jsonl'));
    const page = await open(browser, file, WIDE);
    assert.equal(await page.locator('h1').count(), 1);
    assert.ok((await page.locator('h2').allTextContents()).includes('Copies'));
    const items = await page.locator('.item').count();
    assert.ok(items > 3);

    const comparison = page.locator('.compare:has(.passage)').first();
    assert.equal(await comparison.locator('.columns').isVisible(), false);
    await comparison.locator('summary').click();
    assert.equal(await comparison.locator('.columns').isVisible(), true);
    assert.ok((await comparison.locator('mark').count()) >= 2);
    const numbers = await comparison.locator('.column').nth(0).locator('.passage').allTextContents();
    assert.ok(numbers.length > 0);
    await comparison.locator('.column').nth(0).locator('.passage').first().click();
    assert.equal(await comparison.locator('.passage.now').count(), 2);
    await picture(page, 'news-wide');

    await page.fill('#filter', 'bridge');
    await page.waitForFunction(() => document.getElementById('filtered').textContent !== '');
    const shown = await page.locator('.item:visible').count();
    assert.ok(shown > 0 && shown < items, `${shown} of ${items}`);
    assert.equal(await page.textContent('#filtered'), `${shown} of ${items}`);
    await page.fill('#filter', '');
    await page.waitForFunction(() => document.getElementById('filtered').textContent === '');
    assert.equal(await page.locator('.item:visible').count(), items);

    await page.click('#close-all');
    assert.equal(await page.locator('details.item[open]').count(), 0);
    await page.click('#open-all');
    assert.equal(await page.locator('details.item:not([open])').count(), 0);
    await page.check();
  },

  async 'it can be read without a script'(browser) {
    const page = await open(browser, path.join(output, 'news', 'report.html'), {...WIDE, javaScriptEnabled: false});
    assert.equal(await page.locator('#tools').isVisible(), false);
    const comparison = page.locator('.compare:has(.passage)').first();
    await comparison.locator('summary').click();
    assert.equal(await comparison.locator('mark').first().isVisible(), true);
    const link = comparison.locator('a.passage[href]').first();
    const target = (await link.getAttribute('href')).slice(1);
    await link.click();
    assert.equal(await page.locator(`[id="${target}"]:target`).count(), 1);
    await page.check();
  },

  async 'nothing in a hostile collection becomes markup'(browser) {
    const input = path.join(output, 'hostile.jsonl');
    fs.writeFileSync(input, hostileRecords());
    for (const evidence of ['spans', 'full', 'none']) {
      const file = scan(`hostile-${evidence}`, input, '--evidence', evidence);
      const page = await open(browser, file, evidence === 'full' ? NARROW : WIDE);
      assert.equal(await page.locator('script').count(), 1);
      assert.equal(await page.locator('style').count(), 1);
      assert.equal(await page.locator('iframe, img, object, embed, link, base, form, audio, video').count(), 0);
      assert.equal(await page.locator('meta').count(), 5);
      const odd = await page.evaluate(() =>
        [...document.querySelectorAll('*')].flatMap((element) =>
          element.getAttributeNames().filter((name) => name.startsWith('on') || name === 'style')));
      assert.deepEqual(odd, []);
      const links = await page.$$eval('a[href]:not([href^="#"])', (found) =>
        found.map((link) => [new URL(link.href).protocol, link.rel, new URL(link.href).host, link.textContent]));
      assert.ok(links.length > 0);
      for (const [protocol, rel, host, text] of links) {
        assert.ok(['http:', 'https:'].includes(protocol), protocol);
        assert.equal(rel, 'noopener noreferrer');
        assert.equal(text, host);
      }
      const duplicates = await page.evaluate(() => {
        const ids = [...document.querySelectorAll('[id]')].map((element) => element.id);
        return ids.filter((id, i) => ids.indexOf(id) !== i);
      });
      assert.deepEqual(duplicates, []);
      await page.click('#open-all');
      for (const summary of await page.locator('.compare > summary').all()) await summary.click();
      await page.fill('#filter', '<img src=x onerror=');
      await page.waitForTimeout(200);
      await page.fill('#filter', '');
      await page.waitForTimeout(200);
      await checkWidth(page);
      await picture(page, `hostile-${evidence}`);
      await page.check();
    }
  },

  async 'pages and stories are shown, in any direction of writing'(browser) {
    const file = path.join(output, 'fixture.html');
    execFileSync(fixture, [file], {stdio: 'inherit'});
    for (const [name, options] of Object.entries({wide: WIDE, narrow: NARROW, dark: DARK})) {
      const page = await open(browser, file, options);
      const first = page.locator('#page-1');
      assert.equal(await first.locator('.items > .block').count(), 5);
      assert.equal(await first.locator('.repeats a.badge').textContent(), 'Story A');
      assert.equal(await first.locator('.block .head a.badge').count(), 2);
      assert.equal(await first.locator('.site').getAttribute('open'), null);
      assert.ok((await page.locator('#story-1 mark.term').count()) > 4);
      const arabic = page.locator('.compare', {hasText: 'أنسل'}).first();
      await arabic.locator('summary').click();
      const direction = await arabic.locator('.text').first().evaluate((text) => getComputedStyle(text).direction);
      assert.equal(direction, 'rtl');
      await page.locator('.compare:has(.passage) > summary').first().click();
      await checkWidth(page);
      await picture(page, `fixture-${name}`);
      await page.check();
    }
  },

  async 'a link into a closed item opens it'(browser) {
    const page = await open(browser, path.join(output, 'fixture.html'), WIDE);
    await page.click('#close-all');
    await page.evaluate(() => { location.hash = '#story-1'; });
    await page.waitForSelector('#story-1[open]');
    await page.check();
  },
};

await run(tests, chromium, modules, output);
