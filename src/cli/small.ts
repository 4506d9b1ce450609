import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';

const YOUNG_BYTES = 8 * 1024 * 1024;
let isBounded = false;

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

/**
 * Keeps the memory of a load small. What it reads is garbage a moment later: with a young generation of 1 MB (keepSmall) it
 * takes twice the processor's time, and left alone that grows until a million lines need 202–222 MB. So it may grow to 8 MB
 * and no further: 121–123 MB, for 0.1 to 0.5 s of processor's time more (docs/bench.md). V8 takes the size itself at
 * its start only, the growth at any time; hence to be called again and again while the load runs.
 */
export function boundYoung(): void {
  if (isBounded) return;
  const young = getHeapSpaceStatistics().find((space) => space.space_name === 'new_space');
  if (young === undefined || young.space_size < YOUNG_BYTES) return;
  setFlagsFromString('--semi-space-growth-factor=1');
  isBounded = true;
}
