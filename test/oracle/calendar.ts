// Days as whole numbers (0 = 1970-01-01) and PostgreSQL's month arithmetic. Days have no time zone here: the
// machine's zone cannot move a figure.

const DAY = 86_400_000;

/** `2026-05-31` → its day number. Throws a RangeError when there is no such day. */
export function dayOf(text: string): number {
  const time = Date.parse(`${text}T00:00:00Z`);
  if (!/^\d{4}-\d\d-\d\d$/.test(text) || Number.isNaN(time) || textOf(time / DAY) !== text) throw new RangeError(`"${text}" is no day`);
  return time / DAY;
}

/** Day number → `2026-05-31`. */
export const textOf = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10);

/**
 * `day − months` as PostgreSQL computes `date − interval`: the same day of the earlier month, or that month's last
 * day when it is shorter (31 May − 3 months = 28 or 29 February).
 */
export function minusMonths(day: number, months: number): number {
  const date = new Date(day * DAY);
  const first = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - months, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  return first.getTime() / DAY + Math.min(date.getUTCDate(), last) - 1;
}
