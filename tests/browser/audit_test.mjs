// Drives the report of an audit in a browser, as an editor would:
//   node audit_test.mjs CHROMIUM MODULES FIXTURE OUTPUT
// FIXTURE writes reports of made-up audits; OUTPUT gets them and pictures.
import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

import {DARK, NARROW, WIDE, checkWidth, open, run} from './browser.mjs';

const [chromium, modules, fixture, output] = process.argv.slice(2);
const axeSource = fs.readFileSync(path.join(modules, 'axe-core', 'axe.min.js'), 'utf8');

function written(kind, evidence = 'spans') {
  const file = path.join(output, `${kind}-${evidence}.html`);
  if (!fs.existsSync(file)) execFileSync(fixture, [kind, evidence, file], {stdio: 'inherit'});
  return file;
}

const openAudit = (browser, file, options = {}) => open(browser, file, {...WIDE, title: 'copydesk audit', ...options});
const HARBOUR = '#/group/g-0000000000000001';
const PAGES = ['overview', 'groups', 'outlets', 'agencies', 'matrix', 'flows', 'conflicts', 'statuses', 'policy'];

async function go(page, hash) {
  await page.evaluate((wanted) => { location.hash = wanted; }, hash);
  await page.waitForTimeout(50);
}

async function picture(page, name, fullPage = true) {
  await page.screenshot({path: path.join(output, `${name}.png`), fullPage});
}

// What axe-core finds wrong, in short.
async function checkAccess(page) {
  await page.evaluate(axeSource);
  const violations = await page.evaluate(async () => {
    const result = await axe.run(document, {preload: false});
    return result.violations.map(({id, nodes}) => `${id}: ${nodes.slice(0, 3).map((node) => `${node.target} ${node.failureSummary}`).join(' | ')}`);
  });
  assert.deepEqual(violations, []);
}

const shownGroups = (page) => page.locator('.groups > .item').count();
const found = (page) => page.textContent('.found');
const at = (page) => page.evaluate(() => location.hash);

const tests = {
  async 'the overview has charts whose figures can be read'(browser) {
    const page = await openAudit(browser, written('sample'));
    await page.waitForFunction(() => document.querySelectorAll('.plot canvas').length === 3);
    const drawn = await page.evaluate(() => [...document.querySelectorAll('.plot canvas')].map((canvas) =>
      new Set(canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data).size));
    assert.ok(drawn.every((colours) => colours > 8), `${drawn}`);
    await page.locator('.chart').nth(0).locator('summary').click();
    assert.ok((await page.locator('.chart').nth(0).locator('tbody tr').count()) > 3);
    const box = await page.locator('.plot').nth(1).boundingBox();
    await page.mouse.move(box.x + box.width - 16, box.y + 60);
    await page.waitForFunction(() => /95–100 %: \d+ counts/.test(document.querySelectorAll('.readout')[1].textContent));
    await picture(page, 'overview');
    await page.check();
  },

  async 'groups can be searched, filtered and put in order, and the address keeps it'(browser) {
    const page = await openAudit(browser, written('sample'), {hash: '#/groups'});
    const all = await shownGroups(page);
    assert.equal(all, 12);
    await page.fill('#search', 'hafen');
    await page.waitForFunction(() => document.querySelectorAll('.groups > .item').length === 1);
    assert.match(await found(page), /^1 of 12 groups/);
    assert.equal(await at(page), '#/groups?q=hafen');
    await page.click('text=Clear');
    assert.equal(await shownGroups(page), all);
    assert.equal(await at(page), '#/groups');

    await page.selectOption('label:has-text("Outlet") select', 'Coast Today');
    const ofOutlet = await shownGroups(page);
    assert.ok(ofOutlet > 1 && ofOutlet < all);
    await page.selectOption('label:has-text("Credit") select', 'no-credit-found');
    await page.selectOption('label:has-text("Verdict") select', 'below-share');
    assert.equal(await shownGroups(page), 1, 'both hold for the article of that outlet');
    await page.click('text=Clear');
    await page.selectOption('label:has-text("Status") select', 'licensed');
    assert.equal(await shownGroups(page), 1);
    await page.click('text=Clear');
    await page.selectOption('label:has-text("Agency") select', 'Harrow Press');
    assert.ok((await shownGroups(page)) >= 7);
    await page.selectOption('label:has-text("Size") select', '5');
    assert.equal(await shownGroups(page), 1);
    await page.click('text=Clear');
    await page.selectOption('label:has-text("Order") select', 'newest');
    assert.match(await page.locator('.groups h2').first().textContent(), /part 6/);
    await page.reload();
    assert.match(await page.locator('.groups h2').first().textContent(), /part 6/);
    assert.equal(await page.inputValue('label:has-text("Order") select'), 'newest');
    await page.fill('#search', 'nothing has these words');
    await page.waitForSelector('text=No group fits all of this.');
    await page.check();
  },

  async 'a group shows its origin, articles, passages and texts'(browser) {
    const page = await openAudit(browser, written('sample'), {hash: '#/groups?sort=reprints'});
    await page.click('text=Dunmarsh harbour shut as engineers');
    await page.waitForSelector('.timeline');
    assert.equal(await page.evaluate(() => document.activeElement.tagName), 'H1');
    assert.match(await page.textContent('.origin-note'), /Likely origin: Meridian Wire/);
    assert.equal(await page.locator('.timeline li').count(), 12);
    assert.equal(await page.locator('.members .member').count(), 13);
    assert.match(await page.textContent('.members'), /Letter sent on 9 March/);
    assert.match(await page.textContent('.members'), /No credit found in the extracted text/);
    const links = await page.$$eval('.members a', (all) => all.map((link) => [link.rel, link.host, link.textContent]));
    assert.ok(links.length >= 13);
    for (const [rel, host, text] of links) {
      assert.equal(rel, 'noopener noreferrer');
      assert.equal(text, host);
    }

    // Where an edit entered and who inherited it.
    const passage = page.locator('.open-passage', {hasText: 'Forty boats'});
    await passage.click();
    assert.equal(await passage.getAttribute('aria-expanded'), 'true');
    const variants = await page.locator('.variants').first().textContent();
    assert.match(variants, /inherited by Skelder Post, Saltmere Courier/);
    assert.equal(await page.locator('.variants .differs').count(), 1);
    assert.ok((await page.locator('.passages .entered').count()) > 8);

    // The texts: chosen, stepped through, scrolled together.
    await page.locator('.member', {hasText: 'Estuary Gazette'}).locator('button').click();
    assert.match(await at(page), /with=6$/);
    assert.ok((await page.locator('.pane').nth(0).locator('mark').count()) > 0);
    assert.match(await page.textContent('.steps [role=status]'), /^3 differences$/);
    await page.click('text=Next difference');
    assert.match(await page.textContent('.steps [role=status]'), /difference 1 of 3/);
    assert.ok((await page.locator('.pane .now').count()) > 0);
    await page.click('text=Previous difference');
    assert.match(await page.textContent('.steps [role=status]'), /difference 3 of 3: added/);
    await page.locator('.pane').nth(0).locator('.passage').first().click();
    assert.equal(await page.evaluate(() => document.activeElement.closest('.pane')?.dataset.side), '1', 'the counterpart has the focus');
    await page.selectOption('#texts select', '1');
    assert.match(await page.locator('.pane .excluded').first().textContent(), /DUNMARSH/, 'the credit is greyed');
    await picture(page, 'group');
    await page.goBack();
    await page.waitForSelector('.groups');
    await page.check();
  },

  async 'the texts scroll together'(browser) {
    const page = await openAudit(browser, written('sample', 'full'), {...WIDE, viewport: {width: 900, height: 420}, hash: `${HARBOUR}?with=6`});
    const panes = page.locator('.pane');
    const top = (side) => panes.nth(side).evaluate((pane) => pane.scrollTop);
    await panes.nth(0).evaluate((pane) => { pane.scrollTop = pane.scrollHeight; });
    await page.waitForTimeout(150);
    assert.ok((await top(1)) > 50, `${await top(1)}`);
    const before = await top(0);
    await page.uncheck('.check input');
    await panes.nth(1).evaluate((pane) => { pane.scrollTop = 0; });
    await page.waitForTimeout(150);
    assert.equal(await top(0), before);
    await page.check();
  },

  async 'all of it can be used with the keyboard'(browser) {
    const page = await openAudit(browser, written('sample'));
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement.className), 'skip');
    await page.keyboard.press('Enter');
    assert.equal(await page.evaluate(() => document.activeElement.id), 'main');
    assert.equal(await at(page), '', 'the address is as it was');
    await go(page, '#/outlets');
    const head = page.locator('thead button', {hasText: 'Articles'});
    await head.focus();
    await page.keyboard.press('Enter');
    assert.equal(await page.locator('th[aria-sort="descending"]').textContent(), 'Articles');
    await page.keyboard.press('Space');
    assert.equal(await page.locator('th[aria-sort="ascending"]').textContent(), 'Articles');
    assert.equal(await at(page), '#/outlets?sort=-articles');
    await go(page, `${HARBOUR}?with=6`);
    await page.locator('.open-passage').first().focus();
    await page.keyboard.press('Enter');
    assert.ok(await page.locator('.variants').first().isVisible());
    await page.locator('.pane').nth(0).focus();
    await page.keyboard.press('n');
    assert.match(await page.textContent('.steps [role=status]'), /difference 1 of 3/);
    await page.keyboard.press('p');
    assert.match(await page.textContent('.steps [role=status]'), /difference 3 of 3/);
    await page.check();
  },

  async 'every page is accessible, in light and dark, and fits a phone'(browser) {
    const file = written('sample');
    for (const [name, options] of Object.entries({light: WIDE, dark: DARK, narrow: NARROW})) {
      const page = await openAudit(browser, file, options);
      for (const hash of [...PAGES.map((one) => `#/${one}`), `${HARBOUR}?with=6`, '#/group/g-0000000000000002?with=6',
        '#/group/g-0000000000000004', '#/group/no-such']) {
        await go(page, hash);
        await page.waitForTimeout(150);
        await page.evaluate(() => document.querySelector('.open-passage')?.click());
        await checkWidth(page);
        try {
          await checkAccess(page);
        } catch (error) {
          throw new Error(`${name} ${hash}: ${error.message}`);
        }
        await picture(page, `${name}-${hash.replace(/[^a-z0-9]+/g, '-').slice(0, 40)}`);
      }
      await page.check();
    }
  },

  async 'conflicts and statuses are listed'(browser) {
    const page = await openAudit(browser, written('sample'), {hash: '#/conflicts'});
    assert.match(await page.textContent('#view'), /Estuary Gazette/);
    await page.locator('tbody a').first().click();
    await page.waitForSelector('.warned-note');
    assert.match(await page.textContent('.warned-note'), /credits Harrow Press; \d+ % of its text seems to be from Meridian Wire/);
    await go(page, '#/statuses');
    assert.match(await page.textContent('#view'), /Until the end of 2025/);
    await page.click('text=unlicensed');
    assert.equal(await shownGroups(page), 1);
    await page.check();
  },

  async 'it can be printed'(browser) {
    const page = await openAudit(browser, written('sample'), {hash: `${HARBOUR}?with=6`});
    await page.emulateMedia({media: 'print'});
    assert.equal(await page.locator('nav').isVisible(), false);
    assert.equal(await page.locator('.filters').first().isVisible(), false);
    assert.equal(await page.locator('.pane').first().evaluate((pane) => getComputedStyle(pane).maxHeight), 'none');
    await picture(page, 'print-group');
    await page.pdf({path: path.join(output, 'group.pdf'), format: 'A4'});
    await page.check();
  },

  async 'without a script the counts and the policy are there'(browser) {
    const page = await openAudit(browser, written('sample'), {javaScriptEnabled: false});
    assert.match(await page.textContent('#overview'), /29 reprints/);
    assert.match(await page.textContent('noscript'), /shown by its scripts/);
    assert.equal(await page.locator('#policy').isVisible(), true);
    assert.equal(await page.locator('nav ul').isVisible(), false);
    await page.check();
  },

  async 'evidence decides how much text there is'(browser) {
    const inner = 'post and medicine are carried by the lifeboat';
    for (const [evidence, has] of [['full', true], ['none', false]]) {
      const page = await openAudit(browser, written('sample', evidence), {hash: `${HARBOUR}?with=1`});
      assert.equal((await page.content()).includes(inner), has);
      assert.equal((await page.locator('.pane').count()) > 0, has);
      assert.ok((await page.locator('.paragraphs li').count()) > 3, 'what became of the paragraphs is told either way');
      await page.check();
    }
  },

  async 'nothing in a hostile audit becomes markup'(browser) {
    for (const evidence of ['spans', 'full', 'none']) {
      const page = await openAudit(browser, written('hostile', evidence), evidence === 'full' ? NARROW : WIDE);
      const names = await page.evaluate(() => copydesk.groups.map((group) => copydesk.groupAddress(group)));
      const hashes = [...PAGES.map((one) => `#/${one}`), '#/groups?q=%3Cimg%20src=x%20onerror=', '#/group/%E0%A4%A', '#/__proto__',
        '#/group/__proto__', ...names];
      for (const hash of hashes) {
        await go(page, hash);
        await page.evaluate(() => document.querySelectorAll('.open-passage').forEach((button) => button.click()));
        const odd = await page.evaluate(() => [
          ...[...document.querySelectorAll('iframe, img, object, embed, link, base, audio, video, image, use, foreignObject')]
            .map((element) => element.tagName),
          ...[...document.querySelectorAll('*')].flatMap((element) => element.getAttributeNames()
            .filter((name) => name.startsWith('on') || (name === 'style' && !element.closest('.uplot')))),
          ...[...document.querySelectorAll('a[href]:not([href^="#"])')].filter((link) => !/^https?:$/.test(link.protocol) ||
            link.rel !== 'noopener noreferrer').map((link) => link.href),
        ]);
        assert.deepEqual(odd, [], hash);
        if (evidence === 'full') await checkWidth(page);
      }
      assert.equal(await page.locator('script:not([type])').count(), 10);
      assert.equal(await page.locator('style').count(), 4);
      assert.equal(await page.locator('meta').count(), 5);
      await page.check();
    }
  },

  // Times are told, and decide nothing.
  async '10,000 groups can be read'(browser) {
    const file = written('large');
    const begin = performance.now();
    const page = await openAudit(browser, file, {hash: '#/groups'});
    await page.waitForSelector('.groups > .item');
    const loaded = performance.now() - begin;
    assert.ok((await shownGroups(page)) < 200, 'rows are made when they come near');
    await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
    await page.waitForFunction(() => document.querySelectorAll('.groups > .item').length > 60);
    const times = {};
    const measure = async (name, action, check) => {
      const from = performance.now();
      await action();
      await check();
      times[name] = Math.round(performance.now() - from);
    };
    await measure('search', () => page.fill('#search', 'quarry island 99'),
      () => page.waitForFunction(() => /q=quarry/.test(location.hash)));
    await measure('filter', () => page.selectOption('label:has-text("Credit") select', 'no-credit-found'),
      () => page.waitForFunction(() => /credit=no-credit/.test(location.hash)));
    const name = await page.evaluate(() => document.querySelector('.groups a').getAttribute('href'));
    await measure('group', () => page.click('.groups a'), () => page.waitForSelector('.timeline'));
    assert.ok(name.startsWith('#/group/'));
    for (const one of PAGES) {
      await measure(one, () => page.evaluate((hash) => { location.hash = hash; }, `#/${one}`),
        () => page.waitForFunction((hash) => document.querySelector(`nav a[href="${hash}"]`).getAttribute('aria-current') === 'page', `#/${one}`));
    }
    assert.match(await page.textContent('#overview'), /texts side by side of [\d,]+ groups are left out/);
    console.log(`${Math.round(fs.statSync(file).size / 1e5) / 10} MB, loaded in ${Math.round(loaded)} ms; ms for ` +
      Object.entries(times).map(([what, ms]) => `${what} ${ms}`).join(', '));
    await page.check();
  },
};

await run(tests, chromium, modules, output);
