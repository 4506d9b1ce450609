// What vendors do to a company: they ask for pauses, fail for hours, cut pages, revoke a token, change books behind our back, and their models are busy.
import type { AnthropicFault } from '../../../sandbox/index.ts';
import { type Dice, dice as throwDice } from '../random.ts';
import { dayOf, instant } from '../world.ts';
import type { Act, Actor, Surroundings } from './define.ts';

const ENDLESS = 1_000_000;
const ENTITIES = ['DDD', 'LJBB', 'MBB', 'UBB'] as const;
const SELLING = ['DDD', 'MBB', 'UBB'] as const;

/** Two days without Gmail, once in a month. */
const GMAIL_EVERY = 30;
const GMAIL_DAY = 11;

export const vendors: Actor = {
  key: 'vendors',
  plan(day, dice, around) {
    const acts: Act[] = [];
    const trouble = dice.weighted<'none' | 'rate' | 'down' | 'cut' | 'token'>([
      [66, 'none'],
      [10, 'rate'],
      [8, 'down'],
      [10, 'cut'],
      [6, 'token'],
    ]);
    const entity = dice.pick(ENTITIES);
    const from = dice.between(30, 110) / 60;
    const hours = dice.between(1, 7);
    const [begin, end] = [instant(day, from), instant(day, from + hours)];
    if (trouble === 'rate')
      acts.push(
        {
          at: begin,
          what: `the ERP asks ${entity} for pauses`,
          do: erp((c) => c.fault({ kind: 'rate', entity, times: ENDLESS, retryAfter: 1500 })),
        },
        { at: end, what: 'the ERP answers again', do: erp((c) => c.clearFaults()) },
      );
    if (trouble === 'down')
      acts.push(
        { at: begin, what: 'the ERP is down', do: erp((c) => c.fault({ kind: 'http', status: 503, times: ENDLESS, retryAfter: 1800 })) },
        { at: end, what: 'the ERP is up', do: erp((c) => c.clearFaults()) },
      );
    if (trouble === 'cut')
      acts.push({
        at: begin,
        what: `the ERP cuts pages of ${entity}`,
        do: erp((c) => {
          c.fault({ kind: 'half_page', path: 'list.do', entity, times: 1 });
          c.fault({ kind: 'wrong_json', path: 'detail.do', entity, nth: 7, times: 1 });
        }),
      });
    if (trouble === 'token')
      acts.push(
        { at: begin, what: `the token of ${entity} is revoked`, do: erp((c) => c.revokeToken(entity)) },
        {
          at: instant(day, Math.max(8, from + hours)),
          what: `the token of ${entity} is given back`,
          do: erp((c) => c.revokeToken(entity, false)),
        },
      );
    if (day % GMAIL_EVERY === GMAIL_DAY)
      acts.push(
        {
          at: instant(day, 4.5),
          what: 'Gmail is down',
          do: async ({ sandbox }) =>
            sandbox.google.gmail.fail({ kind: 'http', status: 503, path: '/gmail/', times: ENDLESS, retryAfter: 3600 }),
        },
        { at: instant(day + 2, 4.5), what: 'Gmail is up', do: async ({ sandbox }) => sandbox.google.gmail.heal() },
      );
    acts.push(...modelTrouble(day, throwDice(around.seed, 'models', day)));
    if (dice.chance(0.15)) {
      const books = dice.pick(SELLING);
      const [of, nth] = [dayOf(day - dice.between(3, 6)), dice.between(0, 30)];
      acts.push({
        // Before the day is pulled: what changes after it is nobody's to know until tomorrow.
        at: instant(day, 0.4),
        what: `somebody at ${books} deletes an invoice of ${of}`,
        do: erp((c) => {
          const found = c.documents(books, 'invoice', of, of);
          const one = found[nth % Math.max(1, found.length)];
          if (one !== undefined) c.deleteInvoice(books, one.number);
        }),
      });
    }
    return acts;
  },
};

/** Models are out for a day: whatever is reported then, is reported in the words that were frozen with it. */
function modelTrouble(day: number, dice: Dice): readonly Act[] {
  const fault = dice.weighted<AnthropicFault | undefined>([
    [70, undefined],
    [8, { kind: 'overload' }],
    [4, { kind: 'rate' }],
    [4, { kind: 'http', status: 500 }],
    // As a gateway says that it has waited for too long. To wait ourselves would be real time.
    [4, { kind: 'http', status: 504 }],
    [4, { kind: 'wrong_json' }],
    [3, { kind: 'refusal' }],
    [3, { kind: 'truncated' }],
  ]);
  if (fault === undefined) return [];
  return [
    {
      at: instant(day, 0.5),
      what: `models fail: ${fault.kind}`,
      do: async ({ sandbox }) => sandbox.anthropic.fail({ ...fault, times: ENDLESS }),
    },
    { at: instant(day, 23.5), what: 'models answer again', do: async ({ sandbox }) => sandbox.anthropic.clearFaults() },
  ];
}

const erp =
  (use: (control: Surroundings['sandbox']['control']) => void) =>
  async ({ sandbox }: Surroundings): Promise<void> =>
    use(sandbox.control);
