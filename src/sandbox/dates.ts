const DAY_MS = 86_400_000;

/** yyyy-mm-dd → whole days since 1970-01-01; throws on anything that is no date. */
export function dayNumber(date: string): number {
  const ms = /^\d{4}-\d\d-\d\d$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(ms)) throw new RangeError(`not a date (yyyy-mm-dd): ${date}`);
  return ms / DAY_MS;
}

/** Whole days since 1970-01-01 → yyyy-mm-dd. */
export function dayText(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

/** Monday = 0 … Sunday = 6. */
export function weekday(day: number): number {
  return (day + 3) % 7;
}

/** yyyy-mm-dd → dd/MM/yyyy, the only date form that the vendor reads and writes. */
export function vendorDate(date: string): string {
  return `${date.slice(8, 10)}/${date.slice(5, 7)}/${date.slice(0, 4)}`;
}

/** dd/MM/yyyy → yyyy-mm-dd, or undefined when the text is no such date. */
export function fromVendorDate(text: string): string | undefined {
  const match = /^(\d\d)\/(\d\d)\/(\d{4})/.exec(text);
  if (!match) return undefined;
  const date = `${match[3]}-${match[2]}-${match[1]}`;
  return Number.isNaN(Date.parse(`${date}T00:00:00Z`)) ? undefined : date;
}

/** Yesterday by the clock of Jakarta (UTC+7): the last closed trading day. */
export function yesterdayInJakarta(now: Date): string {
  return dayText(Math.floor((now.getTime() + 7 * 3_600_000) / DAY_MS) - 1);
}
