// Google Sheets v4, as much of it as reading tabs and writing our own Sheets needs. The wire facts are those of the official
// client; what is ours is the pace (60 reads and 60 writes a minute per user), one try per call (the queue tries again), and
// errors for people.
import { setTimeout as sleep } from 'node:timers/promises';
import { type GoogleCredentials, type GoogleHosts, loadLibrary, openAuth } from './auth.ts';
import { GoogleError, googleError } from './errors.ts';

/** A cell as the API gives it unformatted: text, a number (dates are days since 1899-12-30), true or false. */
export type Cell = string | number | boolean | null;

export interface SheetsSettings {
  readonly credentials: GoogleCredentials;
  readonly hosts: GoogleHosts;
  /** The next time at which a request of this user may leave. */
  readonly take: () => Promise<Date>;
  /** Google asked all workers of this user to wait. */
  readonly postponed: (until: Date) => Promise<void>;
  /** Longest wait for an answer. */
  readonly timeoutMs?: number;
}

export interface SheetsClient {
  /**
   * All cells of a tab from A1 on, row by row; trailing empty cells and rows are left out.
   * @throws GoogleError
   */
  readTab(spreadsheetId: string, tab: string, signal?: AbortSignal): Promise<Cell[][]>;
  /** Names of the tabs. @throws GoogleError */
  tabs(spreadsheetId: string, signal?: AbortSignal): Promise<string[]>;
  /** Ids and names of the tabs. @throws GoogleError */
  sheets(spreadsheetId: string, signal?: AbortSignal): Promise<{ readonly sheetId: number; readonly title: string }[]>;
  /** Makes a spreadsheet in English, so that formulas mean the same everywhere. Not repeatable: a second call makes a second one. @throws GoogleError */
  create(
    title: string,
    timeZone: string,
    tabs: readonly { sheetId: number; title: string }[],
    signal?: AbortSignal,
  ): Promise<{ readonly spreadsheetId: string; readonly url: string }>;
  /** spreadsheets.batchUpdate: all of the requests or none. @throws GoogleError */
  update(spreadsheetId: string, requests: readonly SheetRequest[], signal?: AbortSignal): Promise<void>;
  /** True: Google said no, so nothing was done. */
  isRefusal(error: unknown): boolean;
  /** Cells of several tabs in one request, unformatted. @throws GoogleError */
  readTabs(spreadsheetId: string, tabs: readonly string[], signal?: AbortSignal): Promise<Cell[][][]>;
}

/** A request of spreadsheets.batchUpdate, as the API takes it. */
export type SheetRequest = Readonly<Record<string, object>>;

const LONGEST_WAIT_MS = 60_000;

/** A tab's name as a range: in quotes, or "A1" and names of ranges would mean something else. */
export const tabRange = (tab: string): string => `'${tab.replaceAll("'", "''")}'`;

const unreadable = (what: string): GoogleError =>
  new GoogleError('transient', 'bad_answer', `Jawaban Google pada ${what} tidak dapat dibaca.`);

export function createSheetsClient(settings: SheetsSettings): SheetsClient {
  const timeoutMs = settings.timeoutMs ?? 60_000;
  const { rootUrl } = settings.hosts;
  let opened: Promise<Awaited<ReturnType<typeof open>>> | undefined;
  async function open() {
    const [{ sheets }, auth] = await Promise.all([loadLibrary(), openAuth(settings.credentials, settings.hosts)]);
    return sheets({ version: 'v4', auth: auth as never, ...(rootUrl === undefined ? {} : { rootUrl }) });
  }

  async function call<T>(
    what: string,
    signal: AbortSignal | undefined,
    use: (api: Awaited<ReturnType<typeof open>>, options: object) => Promise<{ data: T }>,
  ): Promise<T> {
    opened ??= open();
    const leaveAt = (await settings.take()).getTime();
    const delay = leaveAt - Date.now();
    if (delay > LONGEST_WAIT_MS)
      throw new GoogleError('transient', 'rate_limited', `Antrean ke Google penuh pada ${what}.`, Math.ceil(delay / 1000));
    try {
      if (delay > 0) await sleep(delay, undefined, signal === undefined ? {} : { signal });
      const limit = AbortSignal.timeout(timeoutMs);
      const options = {
        retry: false,
        signal: signal === undefined ? limit : AbortSignal.any([signal, limit]),
        ...(rootUrl === undefined ? {} : { rootUrl }),
      };
      const { data } = await use(await opened, options);
      if (typeof data !== 'object' || data === null)
        throw new GoogleError('transient', 'bad_answer', `Jawaban Google pada ${what} tidak dapat dibaca.`);
      return data;
    } catch (thrown) {
      if (signal?.aborted) throw signal.reason;
      const error = googleError(thrown, what);
      if (error.reason === 'rate_limited') await settings.postponed(new Date(Date.now() + error.retryAfter * 1000));
      throw error;
    }
  }

  const client: SheetsClient = {
    async readTab(spreadsheetId, tab, signal) {
      const what = `Sheet ${spreadsheetId}, tab “${tab}”`;
      try {
        const data = await call(what, signal, (api, options) =>
          api.spreadsheets.values.get(
            {
              spreadsheetId,
              range: tabRange(tab),
              majorDimension: 'ROWS',
              valueRenderOption: 'UNFORMATTED_VALUE',
              dateTimeRenderOption: 'SERIAL_NUMBER',
            },
            options,
          ),
        );
        // An empty tab has no "values" at all; an answer without a range is none of Sheets.
        if (typeof data.range !== 'string')
          throw new GoogleError('transient', 'bad_answer', `Jawaban Google pada ${what} tidak dapat dibaca.`);
        return (data.values ?? []) as Cell[][];
      } catch (thrown) {
        if (!(thrown instanceof GoogleError) || thrown.reason !== 'no_range') throw thrown;
        const tabs = await client.tabs(spreadsheetId, signal);
        throw new GoogleError('permanent', 'no_range', `${thrown.message} Tab yang ada: ${tabs.map((name) => `“${name}”`).join(', ')}.`);
      }
    },
    async tabs(spreadsheetId, signal) {
      return (await client.sheets(spreadsheetId, signal)).map((sheet) => sheet.title);
    },
    async sheets(spreadsheetId, signal) {
      const what = `Sheet ${spreadsheetId}`;
      const data = await call(what, signal, (api, options) =>
        api.spreadsheets.get({ spreadsheetId, fields: 'sheets.properties(sheetId,title)' }, options),
      );
      if (!Array.isArray(data.sheets)) throw unreadable(what);
      return data.sheets.map((sheet) => ({ sheetId: sheet.properties?.sheetId ?? 0, title: sheet.properties?.title ?? '' }));
    },
    async create(title, timeZone, tabs, signal) {
      const what = `Sheet baru “${title}”`;
      const data = await call(what, signal, (api, options) =>
        api.spreadsheets.create(
          {
            requestBody: { properties: { title, locale: 'en_US', timeZone }, sheets: tabs.map((properties) => ({ properties })) },
            fields: 'spreadsheetId,spreadsheetUrl',
          },
          options,
        ),
      );
      if (!data.spreadsheetId || !data.spreadsheetUrl) throw unreadable(what);
      return { spreadsheetId: data.spreadsheetId, url: data.spreadsheetUrl };
    },
    async update(spreadsheetId, requests, signal) {
      const what = `Sheet ${spreadsheetId}`;
      const data = await call(what, signal, (api, options) =>
        api.spreadsheets.batchUpdate({ spreadsheetId, requestBody: { requests: requests as never }, fields: 'spreadsheetId' }, options),
      );
      if (data.spreadsheetId !== spreadsheetId) throw unreadable(what);
    },
    isRefusal: (error) => error instanceof GoogleError && (error.kind !== 'transient' || error.reason === 'rate_limited'),
    async readTabs(spreadsheetId, tabs, signal) {
      const what = `Sheet ${spreadsheetId}, tab ${tabs.map((tab) => `“${tab}”`).join(', ')}`;
      const data = await call(what, signal, (api, options) =>
        api.spreadsheets.values.batchGet(
          {
            spreadsheetId,
            ranges: tabs.map(tabRange),
            majorDimension: 'ROWS',
            valueRenderOption: 'UNFORMATTED_VALUE',
            dateTimeRenderOption: 'SERIAL_NUMBER',
          },
          options,
        ),
      );
      if (data.valueRanges?.length !== tabs.length) throw unreadable(what);
      return data.valueRanges.map((range) => (range.values ?? []) as Cell[][]);
    },
  };
  return client;
}
