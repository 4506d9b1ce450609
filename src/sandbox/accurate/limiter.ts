/** Counts one token's requests: at most `rate` in any second and at most `parallel` at a time. */
export interface Limiter {
  /** False = over the limit; true = counted, and release() must follow. */
  enter(nowMs: number): boolean;
  release(): void;
  readonly peakParallel: number;
}

export function createLimiter(rate: number, parallel: number): Limiter {
  const recent: number[] = [];
  let running = 0;
  let peakParallel = 0;
  return {
    get peakParallel() {
      return peakParallel;
    },
    enter(nowMs) {
      while (recent.length > 0 && nowMs - (recent[0] as number) >= 1000) recent.shift();
      if (recent.length >= rate || running >= parallel) return false;
      recent.push(nowMs);
      running += 1;
      peakParallel = Math.max(peakParallel, running);
      return true;
    },
    release() {
      running -= 1;
    },
  };
}
