import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findChromium, NO_CHROMIUM, openBrowser } from './browser.ts';
import { packPng } from './png.ts';

const chromium = findChromium();

test('a packed picture shows the same pixels in fewer bytes', { skip: chromium === null ? NO_CHROMIUM : false }, async () => {
  await using browser = await openBrowser(chromium!);
  await using page = await browser.newPage({ viewport: { width: 900, height: 800 } });
  // Flat shapes and fine stripes in 101 colours: fewer than a palette holds, so nothing may change.
  const shapes = Array.from({ length: 100 }, (_, i) => {
    const colour = `rgb(${i * 2},${255 - i},${(i * 7) % 256})`;
    const stripes = `repeating-linear-gradient(90deg,${colour} 0 ${1 + (i % 7)}px,#fff 0 ${3 + (i % 11)}px)`;
    return `<i style="left:${(i % 10) * 90}px;top:${Math.floor(i / 10) * 80}px;background:${i % 2 === 0 ? colour : stripes}"></i>`;
  });
  await page.setContent(`<style>body{margin:0}i{position:absolute;width:90px;height:80px}</style>${shapes.join('')}`);
  const before = await page.screenshot();
  const after = packPng(before);
  assert.ok(after.length < before.length, `${after.length} of ${before.length} bytes`);

  const pixels = (png: Buffer): Promise<string> =>
    page.evaluate(`(async () => {
      const image = await createImageBitmap(await (await fetch('data:image/png;base64,${png.toString('base64')}')).blob());
      const context = new OffscreenCanvas(image.width, image.height).getContext('2d');
      context.drawImage(image, 0, 0);
      return [image.width, image.height, ...context.getImageData(0, 0, image.width, image.height).data].join();
    })()`);
  const [x, y] = [await pixels(before), await pixels(after)];
  assert.ok(x.startsWith('900,800,0,255,0,255,'));
  assert.ok(x === y, 'pixels differ');
});
