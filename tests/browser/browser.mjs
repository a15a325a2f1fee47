// What tests of reports in a browser have in common.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import {createRequire} from 'node:module';
import path from 'node:path';
import {pathToFileURL} from 'node:url';

export const WIDE = {viewport: {width: 1280, height: 900}};
export const NARROW = {viewport: {width: 360, height: 740}};
export const DARK = {...WIDE, colorScheme: 'dark'};

// A page that fails the test on anything but loading the file itself.
export async function open(browser, file, options = {}) {
  const {title = 'copydesk report', hash = '', ...contextOptions} = options;
  const context = await browser.newContext(contextOptions);
  const page = await context.newPage();
  const url = pathToFileURL(file).href;
  const faults = [];
  page.on('request', (request) => {
    if (request.url() !== url) faults.push(`request: ${request.url()}`);
  });
  page.on('console', (message) => faults.push(`console: ${message.text()}`));
  page.on('pageerror', (error) => faults.push(`error: ${error}`));
  page.on('dialog', (dialog) => {
    faults.push(`dialog: ${dialog.message()}`);
    dialog.dismiss();
  });
  page.on('popup', () => faults.push('popup'));
  page.on('framenavigated', (frame) => {
    if (frame.url().split('#')[0] !== url) faults.push(`navigation: ${frame.url()}`);
  });
  await page.addInitScript(() => {
    window.__violations = [];
    document.addEventListener('securitypolicyviolation', (event) => window.__violations.push(event.violatedDirective));
  });
  await page.goto(url + hash);
  page.check = async () => {
    assert.deepEqual(faults, []);
    if (options.javaScriptEnabled === false) return;
    assert.deepEqual(await page.evaluate(() => window.__violations), []);
    assert.equal(await page.evaluate(() => window.__pwned), undefined);
    assert.equal(await page.title(), title);
  };
  return page;
}

// No part of a page is wider than the window.
export async function checkWidth(page) {
  const [content, view] = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
  assert.ok(content <= view, `${content} px of content in a window of ${view}`);
}

// Runs `tests`, functions of a browser by their names; ends the process with 1 when one fails. OUTPUT is emptied first.
export async function run(tests, chromium, modules, output) {
  const {chromium: browserType} = createRequire(path.join(modules, 'any.js'))('playwright-core');
  fs.rmSync(output, {recursive: true, force: true});
  fs.mkdirSync(output, {recursive: true});
  const browser = await browserType.launch({
    executablePath: chromium,
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
      '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
  let failed = 0;
  for (const [name, test] of Object.entries(tests)) {
    try {
      await test(browser);
      console.log(`passed: ${name}`);
    } catch (error) {
      failed += 1;
      console.log(`FAILED: ${name}\n${error.stack}`);
    }
  }
  await browser.close();
  console.log(`pictures are in ${output}`);
  process.exit(failed === 0 ? 0 : 1);
}
