/**
 * `npm run guide`: builds, walks through the sample as the user guide tells it, and takes its pictures. It fails where what the
 * guide says is not on the screen. What follows `--` are names of pictures, to take only these.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { fromRoot, DIST, requireNode, requirePackages, runMain, Stop } from './project.mjs';
import { requireBrowser } from './browser.mjs';
import { CHECKS, printMending, runChecks } from './checks.mjs';
import { startStaticServer } from './static-server.mjs';
import { NOW, PICTURES } from './guide/pictures.mjs';

const FOLDER = fromRoot('docs/guide/pictures');
/** Pixels. Without the status line, which says how long the last question took. */
const WINDOW = { width: 1280, height: 800 };
const STATUS_LINE = 26;
const LARGEST_BYTES = 66_000;
/** Without loss first: letters stay sharp. */
const QUALITIES = [1, 0.85, 0.7, 0.55, 0.45];
const PATIENCE = { timeout: 120_000 };

/** @typedef {import('playwright').Page} Page */

/** @param {Page} page */
const settled = async (page) => {
  // Twice: what was pressed may begin something a moment later.
  for (const _ of [1, 2]) {
    await page.evaluate(
      () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
    );
    await page.waitForFunction(() => document.documentElement.dataset['settled'] === 'true', null, PATIENCE);
  }
};

/**
 * What does not come to stand on the screen: some answers wait for what is worked out in the background. Names are broken into lines
 * anywhere, so spaces do not count.
 * @param {Page} page
 * @param {readonly string[]} words
 */
async function missingWords(page, words) {
  const end = Date.now() + PATIENCE.timeout;
  for (;;) {
    const seen = (await page.locator('body').innerText()).replaceAll(/\s+/g, '');
    const missing = words.filter((one) => !seen.includes(one.replaceAll(' ', '')));
    if (missing.length === 0 || Date.now() > end) return missing;
    await settled(page);
  }
}

/**
 * @param {Page} page
 * @param {import('./guide/pictures.mjs').Picture} picture
 */
async function take(page, picture) {
  const { name, page: told, link, shows, prepare, of, cut, height = WINDOW.height } = picture;
  await page.keyboard.press('Escape');
  await page.setViewportSize({ width: WINDOW.width, height });
  const text = new URLSearchParams({ ...link, v: '1' }).toString();
  await page.evaluate((hash) => {
    window.location.hash = hash;
  }, text);
  await settled(page);
  await prepare?.(page, () => settled(page));
  await page.mouse.move(WINDOW.width - 1, 1);
  await settled(page);
  const missing = await missingWords(page, shows);
  if (missing.length > 0)
    throw new Stop(`${name}: ${told} says what is not on the screen: ${missing.join(' · ')}`);
  await settled(page);
  const box = (await of?.(page).boundingBox()) ?? {
    x: 0,
    y: 0,
    width: WINDOW.width,
    height: height - STATUS_LINE,
  };
  const [top, bottom] = cut ?? [0, box.height];
  const most = height - STATUS_LINE - box.y;
  const clip = { ...box, y: box.y + top, height: Math.min(bottom, box.height, most) - top };
  const options = { animations: /** @type {const} */ ('disabled'), caret: /** @type {const} */ ('hide') };
  return page.screenshot({ ...options, clip });
}

/**
 * As WebP, by the browser: small enough, and as good as that allows.
 * @param {Page} page an empty one
 * @param {Buffer} png
 */
async function packed(page, png) {
  for (const quality of QUALITIES) {
    const text = await page.evaluate(
      async ([source, share]) => {
        const picture = new Image();
        picture.src = `data:image/png;base64,${source}`;
        await picture.decode();
        const canvas = document.createElement('canvas');
        canvas.width = picture.width;
        canvas.height = picture.height;
        canvas.getContext('2d')?.drawImage(picture, 0, 0);
        return canvas.toDataURL('image/webp', share);
      },
      /** @type {[string, number]} */ ([png.toString('base64'), quality]),
    );
    const bytes = Buffer.from(text.replace(/^.*,/, ''), 'base64');
    if (bytes.length <= LARGEST_BYTES) return bytes;
  }
  throw new Stop('The picture is too large: cut it down.');
}

await runMain(async () => {
  requireNode();
  await requirePackages();
  const wanted = process.argv.slice(2);
  const { failed } = await runChecks(CHECKS.filter(({ name }) => name === 'build'));
  printMending(failed);
  if (failed.length > 0) return 1;
  const { chromium } = await import('playwright');
  const server = await startStaticServer({ root: DIST });
  const browser = await chromium.launch({
    executablePath: await requireBrowser(),
    args: [
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
      '--force-color-profile=srgb',
    ],
  });
  try {
    const context = await browser.newContext({
      viewport: WINDOW,
      locale: 'en-GB',
      timezoneId: 'UTC',
      colorScheme: 'light',
      reducedMotion: 'reduce',
      serviceWorkers: 'block',
    });
    const [page, canvas] = [await context.newPage(), await context.newPage()];
    await page.bringToFront();
    await page.clock.setFixedTime(NOW);
    await page.goto(server.url);
    await settled(page);
    await page.getByRole('button', { name: /^Try the sample/ }).click();
    await page.getByRole('status', { name: 'Data set' }).getByText('30,233 events').waitFor(PATIENCE);
    await settled(page);
    mkdirSync(FOLDER, { recursive: true });
    for (const picture of PICTURES.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
      const bytes = await packed(canvas, await take(page, picture));
      writeFileSync(`${FOLDER}/${picture.name}.webp`, bytes);
      console.log(`${picture.name}.webp ${Math.round(bytes.length / 1000)} KB`);
    }
  } finally {
    await browser.close();
    await server.close();
  }
  return 0;
});
