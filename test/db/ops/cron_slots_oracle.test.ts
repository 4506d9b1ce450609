// ops.cron_slots against croner, an independent library, with fixedTimeRule "no-wildcard": its rules for daylight saving are
// ours (cron-parser shifts a time in the gap by its length and forgets one of the repeated hours, so it cannot be the oracle).
// A seldom expression is compared over all ten years, a frequent one in windows of them, always with changes of the clocks.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Cron } from 'croner';
import { type Random, random } from '../../oracle/random.ts';
import { testDatabase } from '../../support/harness.ts';

const EXPRESSIONS = 500 * Number(process.env.MANDOR_DEPTH ?? 1);
const ZONES = ['UTC', 'Asia/Jakarta', 'Europe/Amsterdam', 'America/New_York'] as const;
const FROM = Date.UTC(2026, 0, 1);
const TO = Date.UTC(2036, 0, 1);
const DAY = 86_400_000;
const HOUR = 3_600_000;
const A_YEAR = 40;
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

const db = await testDatabase();

function field(r: Random, low: number, high: number, anyShare: number, words?: readonly string[]): string {
  if (r.chance(anyShare)) return '*';
  const word = (n: number): string =>
    words !== undefined && n - low < words.length && r.chance(0.4) ? (words[n - low] as string) : String(n);
  const part = (): string => {
    const a = r.int(low, high);
    const b = r.int(a, high);
    switch (r.int(0, 5)) {
      case 0:
        return `*/${r.int(1, Math.min(high, high - low + 1))}`;
      case 1:
        return b > a ? `${word(a)}-${word(b)}` : word(a);
      case 2:
        return b > a ? `${a}-${b}/${r.int(1, Math.min(high, high - low + 1))}` : word(a);
      default:
        return word(a);
    }
  };
  return Array.from({ length: r.chance(0.25) ? r.int(2, 4) : 1 }, part).join(',');
}

const expression = (r: Random): string =>
  [field(r, 0, 59, 0.03), field(r, 0, 23, 0.15), field(r, 1, 31, 0.5), field(r, 1, 12, 0.6, MONTHS), field(r, 0, 7, 0.5, WEEKDAYS)].join(
    ' ',
  );

/** The hours in which the zone's clocks are changed. */
function changes(zone: string): number[] {
  const format = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' });
  const offset = (at: number): string | undefined => format.formatToParts(at).find((p) => p.type === 'timeZoneName')?.value;
  const found: number[] = [];
  for (let day = FROM; day < TO; day += DAY) {
    if (offset(day) === offset(day + DAY)) continue;
    let hour = day;
    while (offset(hour) === offset(hour + HOUR)) hour += HOUR;
    found.push(hour);
  }
  return found;
}

function croner(text: string, zone: string, from: number, to: number): number[] {
  const cron = new Cron(text, { timezone: zone, mode: '5-part', paused: true, fixedTimeRule: 'no-wildcard' });
  const slots: number[] = [];
  for (let at = cron.nextRun(new Date(from - 1000)); at !== null && at.getTime() < to; at = cron.nextRun(at)) slots.push(at.getTime());
  return slots;
}

test(`${EXPRESSIONS} random expressions over ten years in ${ZONES.length} zones: no difference from croner`, async (t) => {
  const changeDays = Object.fromEntries(ZONES.map((zone) => [zone, changes(zone)]));
  assert.equal(changeDays['Europe/Amsterdam']?.length, 20);
  const tally = { slots: 0, whole: 0, never: 0, windows: 0, changes: 0 };
  const differences: string[] = [];
  for (let n = 0; n < EXPRESSIONS; n++) {
    const r = random(n + 1);
    const text = expression(r);
    const zone = ZONES[n % ZONES.length] as string;
    const ours = async (from: number, to: number): Promise<number[] | string> =>
      db
        .sql('select extract(epoch from s)::bigint as s from ops.cron_slots($1, $2, $3, $4) s', text, zone, new Date(from), new Date(to))
        .then((rows) => rows.map((row) => Number(row.s) * 1000))
        .catch((error: { code: string }) => error.code);
    const compare = async (from: number, to: number): Promise<void> => {
      const [a, b] = [await ours(from, to), croner(text, zone, from, to)];
      if (JSON.stringify(a) !== JSON.stringify(b)) {
        const at = Array.isArray(a) ? a.findIndex((slot, i) => slot !== b[i]) : -1;
        differences.push(
          `${text} in ${zone}: ours ${Array.isArray(a) ? new Date(a[at] ?? 0).toISOString() : a}, croner ${new Date(b[at] ?? 0).toISOString()}`,
        );
      }
      tally.slots += b.length;
    };

    // Of a month, then of a year: a frequent expression has millions in ten.
    const counted = async (days: number): Promise<{ n: number; code?: string }> =>
      db
        .sql(
          'select count(*)::int * (365 / $5::int) as n from ops.cron_slots($1, $2, $3, $4)',
          text,
          zone,
          new Date(FROM),
          new Date(FROM + days * DAY),
          days,
        )
        .then(
          ([row]) => row,
          (error) => error,
        );
    const month = await counted(30);
    const count = month.code !== undefined || month.n > 4 * A_YEAR ? month : await counted(365);
    if (count.code !== undefined) {
      // Refused because it never comes: then it must never come.
      assert.deepEqual([count.code, croner(text, zone, FROM, TO).length], ['MD105', 0], `${text} in ${zone}`);
      tally.never += 1;
    } else if (count.n <= A_YEAR) {
      await compare(FROM, TO);
      tally.whole += 1;
    } else {
      const length = Math.max(DAY, Math.round(((365 * DAY) / count.n) * 30));
      for (let i = 0; i < 2; i++) {
        const from = FROM + r.int(0, Math.floor((TO - FROM - length) / 60_000)) * 60_000;
        await compare(from, from + length);
        tally.windows += 1;
      }
      const days = changeDays[zone] ?? [];
      for (let i = 0; i < Math.min(2, days.length); i++) {
        const hour = r.pick(days);
        const around = Math.min(1.5 * DAY, Math.max(4 * HOUR, length / 2));
        await compare(hour - around, hour + around);
        tally.changes += 1;
      }
    }
  }
  t.diagnostic(
    `${EXPRESSIONS} expressions, ${tally.slots} slots compared: ${tally.whole} expressions whole, ${tally.never} that never come, ${tally.windows} windows, ${tally.changes} changes of the clocks; ${differences.length} differences`,
  );
  assert.deepEqual(differences, []);
  assert.ok(tally.changes > EXPRESSIONS / 10 && tally.whole > EXPRESSIONS / 10, 'the mixture is too thin');
});
