// Chromium for the mail's tests and pictures: the machine's own, never a download.
import { accessSync, constants } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const PLACES = [
  process.env.CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/snap/bin/chromium',
  '/opt/homebrew/bin/chromium',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

// No GPU, no first-run page and nothing that calls home; the sandbox is off because tests also run as root in containers.
const ARGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // Coloured sub-pixels double the size of a picture.
  '--disable-lcd-text',
];

/** What a skipped test says. */
export const NO_CHROMIUM = 'Chromium was not found. Install it (Debian: apt-get install chromium) or set CHROMIUM to its path.';

/** Path of an installed Chromium or Chrome, `CHROMIUM` first; null when there is none. */
export function findChromium(): string | null {
  for (const place of PLACES) {
    if (place === undefined || place === '') continue;
    try {
      accessSync(place, constants.X_OK);
      return place;
    } catch {}
  }
  return null;
}

/** Starts it; the caller closes it (`await using` works). */
export function openBrowser(path: string): Promise<Browser> {
  return chromium.launch({ executablePath: path, args: ARGS, timeout: 30_000 });
}
