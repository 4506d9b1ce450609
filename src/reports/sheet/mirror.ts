// Writing a Sheet from end to end: the file, its tabs, the rows, and reading the checks back. What it says comes from SQL,
// where it goes is said by SQL; this keeps the order and the size of requests. All of it may be done twice.
import {
  addTab,
  dataRow,
  nameTab,
  type SheetCell,
  type SheetRequest,
  type SheetTab,
  setTab,
  sizeOf,
  writeCells,
  writeFills,
  writeFrame,
  writeHead,
} from './requests.ts';

export interface SheetPlan {
  readonly key: string;
  readonly title: string;
  readonly time_zone: string;
  readonly spreadsheet_id: string | null;
  readonly is_set_up: boolean;
  readonly work_item_id: number | null;
  readonly revision_no: number | null;
  /** The newest report stands in it already: only Monitor is written. */
  readonly is_written: boolean;
  readonly tabs: readonly SheetTab[];
}

export type Grid = readonly (readonly (string | number | boolean | null)[])[];

/** Google, as this file needs it. */
export interface SheetVendor {
  create(
    title: string,
    timeZone: string,
    tabs: readonly { sheetId: number; title: string }[],
    signal?: AbortSignal,
  ): Promise<{ readonly spreadsheetId: string; readonly url: string }>;
  sheets(spreadsheetId: string, signal?: AbortSignal): Promise<readonly { readonly sheetId: number; readonly title: string }[]>;
  update(spreadsheetId: string, requests: readonly SheetRequest[], signal?: AbortSignal): Promise<void>;
  readTabs(spreadsheetId: string, tabs: readonly string[], signal?: AbortSignal): Promise<readonly Grid[]>;
  /** True: the request was refused and nothing was done. */
  isRefusal(error: unknown): boolean;
}

/** Our database, as this file needs it. */
export interface SheetSource {
  create(): Promise<string>;
  created(spreadsheetId: string | null, url: string | null): Promise<string>;
  setUp(): Promise<string>;
  count(slug: string, place: number): Promise<number>;
  /** Rows of a block in pages. */
  rows(slug: string, place: number): AsyncIterable<readonly (readonly SheetCell[])[]>;
  written(workItemId: number, revisionNo: number): Promise<string>;
  checked(tabs: Readonly<Record<string, Grid>>): Promise<string>;
  notChecked(error: unknown): Promise<string>;
}

export interface Mirrored {
  readonly spreadsheetId: string | null;
  /** match | differs | not_checked | stale | empty (no report yet) | in_doubt | not_mine */
  readonly outcome: string;
  readonly requests: number;
}

/** Bytes of a request body; Google recommends at most 2 MB. */
const LARGEST = 1_800_000;
const LARGEST_PART = 400_000;

/** Gathers requests and sends as many at once as one body holds: each body is done in full or not at all. */
function sender(vendor: SheetVendor, spreadsheetId: string, signal?: AbortSignal) {
  let waiting: SheetRequest[] = [];
  let bytes = 0;
  let sent = 0;
  const flush = async (): Promise<void> => {
    if (waiting.length === 0) return;
    await vendor.update(spreadsheetId, waiting, signal);
    sent += 1;
    waiting = [];
    bytes = 0;
  };
  return {
    flush,
    sent: () => sent,
    async add(...requests: readonly SheetRequest[]): Promise<void> {
      for (const request of requests) {
        const size = Buffer.byteLength(JSON.stringify(request)) + 1;
        if (bytes + size > LARGEST) await flush();
        waiting.push(request);
        bytes += size;
      }
    },
    /** Rows in requests of a moderate size. */
    async rows(tabId: number, row: number, column: number, rows: readonly (readonly SheetCell[])[]): Promise<void> {
      let part: (readonly SheetCell[])[] = [];
      let size = 0;
      let from = row;
      for (const cells of rows) {
        part.push(cells);
        size += JSON.stringify(cells).length + cells.length * 40;
        if (size < LARGEST_PART) continue;
        await this.add(writeCells(tabId, from, column, part));
        from += part.length;
        part = [];
        size = 0;
      }
      if (part.length > 0) await this.add(writeCells(tabId, from, column, part));
    },
  };
}

type Sender = ReturnType<typeof sender>;

async function writeBlocks(tab: SheetTab, source: SheetSource, send: Sender): Promise<void> {
  const counts: number[] = [];
  for (const block of tab.blocks) counts.push(await source.count(tab.slug, block.place));
  const size = sizeOf(tab, counts);
  await send.add(setTab(tab, size));
  for (const [i, block] of tab.blocks.entries()) {
    let row = dataRow(block);
    for await (const page of source.rows(tab.slug, block.place)) {
      await send.rows(tab.tab_id, row, block.first_column, page);
      row += page.length;
    }
    await send.add(...writeFrame(tab, block, counts[i] as number, size));
  }
}

/** Tabs that are not there are made; heads, and what people fill, are written once. */
async function setUp(
  plan: SheetPlan,
  spreadsheetId: string,
  vendor: SheetVendor,
  source: SheetSource,
  signal?: AbortSignal,
): Promise<number> {
  const present = new Map((await vendor.sheets(spreadsheetId, signal)).map((tab) => [tab.sheetId, tab.title]));
  const send = sender(vendor, spreadsheetId, signal);
  for (const tab of plan.tabs) {
    const title = present.get(tab.tab_id);
    const isPeoples = tab.tab_set === 0;
    if (title !== undefined && title !== tab.title) await send.add(nameTab(tab));
    if (title !== undefined && plan.is_set_up) continue;
    if (isPeoples && title !== undefined && (await vendor.readTabs(spreadsheetId, [title], signal))[0]?.length) continue;
    const rows: (readonly SheetCell[])[] = [];
    if (isPeoples) for await (const page of source.rows(tab.slug, 1)) rows.push(...page);
    const size = sizeOf(tab, [rows.length], isPeoples ? rows.length + 2000 : 1000);
    await send.add(title === undefined ? addTab(tab, size) : setTab(tab, size), ...writeHead(tab));
    if (!isPeoples) continue;
    await send.rows(tab.tab_id, dataRow(tab.blocks[0] as SheetTab['blocks'][number]), 1, rows);
    await send.add(...writeFills(tab, size, rows.length));
  }
  await send.flush();
  if (!plan.is_set_up) await source.setUp();
  return send.sent();
}

async function makeFile(
  plan: SheetPlan,
  vendor: SheetVendor,
  source: SheetSource,
  signal?: AbortSignal,
): Promise<string | { outcome: string }> {
  const answer = await source.create();
  if (answer !== 'go') return { outcome: answer };
  const tabs = plan.tabs.map((tab) => ({ sheetId: tab.tab_id, title: tab.title }));
  const made = await vendor.create(plan.title, plan.time_zone, tabs, signal).catch(async (error: unknown) => {
    if (vendor.isRefusal(error)) await source.created(null, null);
    throw error;
  });
  await source.created(made.spreadsheetId, made.url);
  return made.spreadsheetId;
}

/** Reads the checked tabs back. A Sheet that was written and cannot be read is "not checked", and that is all. */
async function check(
  plan: SheetPlan,
  spreadsheetId: string,
  vendor: SheetVendor,
  source: SheetSource,
  signal?: AbortSignal,
): Promise<string> {
  const titles = plan.tabs.filter((tab) => tab.is_checked).map((tab) => tab.title);
  let read: readonly Grid[];
  try {
    read = await vendor.readTabs(spreadsheetId, titles, signal);
  } catch (error) {
    signal?.throwIfAborted();
    return source.notChecked(error);
  }
  return source.checked(Object.fromEntries(titles.map((title, i) => [title, read[i] as Grid])));
}

/** Writes what has to be written. @throws what the vendor throws; nothing is half said then: the next run writes all again. */
export async function mirrorSheet(plan: SheetPlan, vendor: SheetVendor, source: SheetSource, signal?: AbortSignal): Promise<Mirrored> {
  let spreadsheetId = plan.spreadsheet_id;
  if (spreadsheetId === null) {
    const made = await makeFile(plan, vendor, source, signal);
    if (typeof made !== 'string') return { spreadsheetId: null, outcome: made.outcome, requests: 0 };
    spreadsheetId = made;
  }
  let requests = await setUp(plan, spreadsheetId, vendor, source, signal);
  if (plan.work_item_id === null || plan.revision_no === null) return { spreadsheetId, outcome: 'empty', requests };
  // What stands there is looked at before it is written over: somebody may have typed into it.
  const before = plan.is_written ? await check(plan, spreadsheetId, vendor, source, signal) : undefined;
  // When nothing is new and nothing differs, the state of the report may have changed: Monitor tells it.
  const isAll = !plan.is_written || before === 'differs';
  const send = sender(vendor, spreadsheetId, signal);
  const sets = [...new Set(plan.tabs.map((tab) => tab.tab_set))].filter((set) => set > 0).sort((a, b) => a - b);
  for (const set of isAll ? sets : sets.slice(-1)) {
    for (const tab of plan.tabs.filter((one) => one.tab_set === set)) await writeBlocks(tab, source, send);
    await send.flush();
  }
  requests += send.sent();
  const written = await source.written(plan.work_item_id, plan.revision_no);
  if (written !== 'written') return { spreadsheetId, outcome: written, requests };
  return { spreadsheetId, outcome: isAll ? await check(plan, spreadsheetId, vendor, source, signal) : (before as string), requests };
}
