import { setFlagsFromString } from 'node:v8';

/**
 * Keeps the memory of this process small, at the price of collecting garbage more often. A worker makes much of it and
 * keeps little: 30 MB live. By itself V8 lets the young generation grow to some 130 MB and the old one to a multiple of
 * what lives, so that a day of pulls took 330 MB; with this it takes 135 (`npm run bench -- memory`). Set here and not on
 * the command line, so that it holds however a worker is started. To be called before anything large is loaded.
 */
export function keepSmall(): void {
  // The young generation stays as large as it starts (1 MB); the old one is collected after growing by a little.
  setFlagsFromString('--semi-space-growth-factor=1');
  setFlagsFromString('--optimize-for-size');
}
