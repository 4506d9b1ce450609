// One page brought to the state of now: found or made, its columns written, its body replaced. Each step may be repeated, and a
// run that died leaves nothing that the next one would double.
import type { NotionBlock, NotionClient, PageRef } from './client.ts';
import { NotionError } from './errors.ts';

export interface PageWish {
  readonly sourceId: string;
  /** Column of our id, and what it holds. */
  readonly idProperty: string;
  readonly subject: string;
  /** Undefined: not known yet. */
  readonly pageId: string | undefined;
  readonly cells: readonly Cell[];
  /** Undefined: the body stays as it is. */
  readonly body: readonly NotionBlock[] | undefined;
}

/** A column and what it shall show. */
export interface Cell {
  readonly property: string;
  readonly type: string;
  readonly value: string | number | null;
}

export interface PageNotes {
  /** The page is known from here on; its body may be half written. */
  found(page: PageRef): Promise<void>;
}

const TEXT_MAX = 2000;
/** Elements in an array of text. */
const PARTS_MAX = 100;

/** Text as the API takes it: at most 2,000 UTF-16 units an element, never half a character. */
export function richText(text: string): { type: 'text'; text: { content: string } }[] {
  const parts: { type: 'text'; text: { content: string } }[] = [];
  let rest = text.toWellFormed();
  while (rest !== '' && parts.length < PARTS_MAX) {
    let end = Math.min(rest.length, TEXT_MAX);
    if (end < rest.length && /[\uD800-\uDBFF]/.test(rest[end - 1] as string)) end -= 1;
    parts.push({ type: 'text', text: { content: rest.slice(0, end) } });
    rest = rest.slice(end);
  }
  return parts;
}

/** Columns, addressed by id, as pages.create and pages.update take them. Empty cells are cleared. */
export function propertiesOf(cells: readonly Cell[]): Record<string, object> {
  return Object.fromEntries(cells.map((cell) => [cell.property, { [cell.type]: sent(cell) }]));
}

function sent({ type, value }: Cell): unknown {
  switch (type) {
    case 'title':
    case 'rich_text':
      return richText(String(value ?? ''));
    case 'number':
      return value;
    case 'date':
      return value === null || value === '' ? null : { start: value };
    case 'status':
    case 'select':
      return value === null ? null : { name: value };
    default:
      return value === '' ? null : value;
  }
}

/** @param bots ids that our tokens write as: their blocks are ours, people's stay @throws NotionError */
export async function showPage(
  client: NotionClient,
  wish: PageWish,
  notes: PageNotes,
  bots: () => Promise<readonly string[]>,
  signal: AbortSignal,
): Promise<PageRef> {
  const onward = (): void => {
    if (signal.aborted) throw new NotionError('transient', 'stopped', 'Worker berhenti; halaman diteruskan oleh worker berikutnya.', 1);
  };
  onward();
  const properties = propertiesOf(wish.cells);
  const page = await place(client, wish, properties);
  await notes.found(page);
  if (wish.body === undefined) return page;
  const own = await bots();
  for (const block of await client.blocks(page.id)) {
    onward();
    if (own.includes(block.createdBy)) await client.removeBlock(block.id);
  }
  for (const part of inRequests(wish.body)) {
    onward();
    await client.append(page.id, part);
  }
  return page;
}

async function place(client: NotionClient, wish: PageWish, properties: object): Promise<PageRef> {
  const search = () => client.find(wish.sourceId, wish.idProperty, wish.subject);
  if (wish.pageId === undefined) {
    const found = await search();
    return found === undefined ? client.create(wish.sourceId, properties) : client.update(found.id, properties);
  }
  try {
    return await client.update(wish.pageId, properties);
  } catch (error) {
    if (!(error instanceof NotionError) || error.reason !== 'not_shared') throw error;
    // The database answers, so it is shared: the page itself went.
    const other = await search();
    if (other !== undefined) return client.update(other.id, properties);
    throw new NotionError(
      'refused',
      'gone',
      `Halaman Notion ${wish.pageId} (${wish.subject}) sudah dihapus atau tidak dibagikan lagi. Pulihkan, atau buat baru dengan ops.notion_page_forget(…, '${wish.subject}', 'catatan').`,
    );
  }
}

const CHILDREN_MAX = 100;
const ELEMENTS_MAX = 1000;
const BYTES_MAX = 450_000;

/** Blocks in requests that the vendor takes: 100 at the top, 1,000 with what stands in them, 500 KB. */
export function inRequests(blocks: readonly NotionBlock[]): NotionBlock[][] {
  const requests: NotionBlock[][] = [];
  let part: NotionBlock[] = [];
  let elements = 0;
  let bytes = 0;
  for (const block of blocks) {
    const size = Buffer.byteLength(JSON.stringify(block)) + 1;
    const count = elementsOf(block);
    if (part.length > 0 && (part.length >= CHILDREN_MAX || elements + count > ELEMENTS_MAX || bytes + size > BYTES_MAX)) {
      requests.push(part);
      [part, elements, bytes] = [[], 0, 0];
    }
    part.push(block);
    elements += count;
    bytes += size;
  }
  return part.length === 0 ? requests : [...requests, part];
}

function elementsOf(block: NotionBlock): number {
  const children = (block[block.type] as { children?: NotionBlock[] } | undefined)?.children ?? [];
  return children.reduce((sum, child) => sum + elementsOf(child), 1);
}
