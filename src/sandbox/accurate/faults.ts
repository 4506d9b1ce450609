import { z } from 'zod';
import { type Random, stream } from '../random.ts';
import { entities } from '../source.ts';

/**
 * What can go wrong, on command. `path` is a part of the action's path ("detail.do"); `nth` the first matching call that is
 * hit (1 = the next one), counted from when the rule was set; `times` how many are hit (default 1, with a
 * probability: no end).
 */
export const faultSchema = z.object({
  kind: z.enum([
    'http', // status + an HTML page; retryAfter in seconds adds the header
    'xml_401',
    'rate', // the vendor's limit answer; retryAfter in seconds adds the header
    'refuse', // HTTP 200, s:false, message
    'hang', // takes the request and never answers
    'drop', // closes the connection
    'drip', // answers a few bytes at a time, ms apart
    'wrong_json', // cut in the middle
    'html', // HTTP 200 with a page of HTML
    'half_page', // list: fewer rows than the page holds
    'repeated_page', // list: the page before it again
    'shifted_page', // list: rows moved by one, as when somebody deleted an earlier row
    'changed_total', // list: another rowCount
    'moved', // the database moves to another allowed host for good; 308
    'foreign', // 308 to a host that is not the vendor's
  ]),
  path: z.string().default(''),
  entity: z.enum(entities).optional(),
  nth: z.number().int().positive().default(1),
  times: z.number().int().positive().optional(),
  probability: z.number().min(0).max(1).optional(),
  status: z.number().int().default(500),
  message: z.string().default('Terjadi kesalahan'),
  retryAfter: z.number().optional(),
  ms: z.number().default(50),
  by: z.number().int().default(1),
  to: z.string().default('https://accurate.id.intruder.example'),
});
export type Fault = z.input<typeof faultSchema>;
export type ActiveFault = z.output<typeof faultSchema>;

interface Rule {
  readonly fault: ActiveFault;
  seen: number;
  left: number;
}

export interface Faults {
  add(fault: Fault): void;
  clear(): void;
  /** Rules that are still armed. */
  active(): readonly ActiveFault[];
  /** The first armed rule that hits this call, if any. */
  next(path: string, entity: string): ActiveFault | undefined;
}

export function createFaults(seed: number): Faults {
  let rules: Rule[] = [];
  const random: Random = stream(seed ^ 0xfa17);
  return {
    add(fault) {
      const parsed = faultSchema.parse(fault);
      rules.push({ fault: parsed, seen: 0, left: parsed.times ?? (parsed.probability === undefined ? 1 : Number.POSITIVE_INFINITY) });
    },
    clear() {
      rules = [];
    },
    active: () => rules.map((rule) => rule.fault),
    next(path, entity) {
      for (const rule of rules) {
        const { fault } = rule;
        if (!path.includes(fault.path) || (fault.entity !== undefined && fault.entity !== entity)) continue;
        rule.seen += 1;
        if (rule.seen < fault.nth || (fault.probability !== undefined && random.next() >= fault.probability)) continue;
        rule.left -= 1;
        if (rule.left <= 0) rules = rules.filter((other) => other !== rule);
        return fault;
      }
      return undefined;
    },
  };
}
