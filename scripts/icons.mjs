/**
 * Writes the icons of the installed program again, from `public/icon.svg`: `node scripts/icons.mjs`. By hand, after the
 * picture has been changed; the files are part of the repository.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { chromium } from 'playwright';
import { requireBrowser } from './browser.mjs';
import { fromRoot, runMain } from './project.mjs';

/** `share`: how much of the side the picture takes. Systems cut maskable icons to their own shape; their middle 80 % stays. */
const ICONS = [
  { file: 'icon-192.png', size: 192, share: 1, ground: 'transparent' },
  { file: 'icon-512.png', size: 512, share: 1, ground: 'transparent' },
  { file: 'icon-maskable-512.png', size: 512, share: 0.8, ground: '#2f5bea' },
];

await runMain(async () => {
  const svg = await readFile(fromRoot('public/icon.svg'), 'utf8');
  const browser = await chromium.launch({ executablePath: await requireBrowser(), args: ['--disable-gpu'] });
  const page = await browser.newPage();
  for (const { file, size, share, ground } of ICONS) {
    await page.setViewportSize({ width: size, height: size });
    await page.setContent(
      `<body style="margin:0;height:100vh;display:grid;place-items:center;background:${ground}">
       <img width="${size * share}" src="data:image/svg+xml;base64,${btoa(svg)}"></body>`,
    );
    await page.locator('img').evaluate((/** @type {HTMLImageElement} */ image) => image.decode());
    await writeFile(fromRoot(`public/${file}`), await page.screenshot({ omitBackground: true }));
  }
  await browser.close();
  return 0;
});
