export interface FaultQueue<F> {
  /** Arms it; it is spent with its last time. */
  add(fault: F & { readonly times: number }): void;
  /** The first armed fault that hits the request, with one of its times used up. */
  take(hits: (fault: F) => boolean): F | undefined;
  clear(): void;
}

/** Faults that wait for their request. */
export function createFaultQueue<F>(): FaultQueue<F> {
  let rules: { readonly fault: F; left: number }[] = [];
  return {
    add: (fault) => void rules.push({ fault, left: fault.times }),
    take(hits) {
      const rule = rules.find(({ fault }) => hits(fault));
      if (rule === undefined) return undefined;
      rule.left -= 1;
      if (rule.left <= 0) rules = rules.filter((one) => one !== rule);
      return rule.fault;
    },
    clear() {
      rules = [];
    },
  };
}
