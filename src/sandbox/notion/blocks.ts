// Bodies of pages: the blocks that we use, with the vendor's limits.
import { type Block, newId } from './space.ts';
import { Invalid, richText } from './values.ts';

const CHILDREN_MAX = 100;
const ELEMENTS_MAX = 1000;
/** Levels under the blocks that are sent in one request. */
const NESTING_MAX = 2;
const TEXT_BLOCKS = new Set([
  'paragraph',
  'heading_1',
  'heading_2',
  'heading_3',
  'bulleted_list_item',
  'numbered_list_item',
  'quote',
  'callout',
  'toggle',
]);

type Json = Record<string, unknown>;
const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Reads `children` of a request into blocks. @throws Invalid as the vendor would refuse */
export function readBlocks(sent: unknown, createdBy: string): Block[] {
  let count = 0;
  const list = (value: unknown, path: string, level: number): Block[] => {
    if (!Array.isArray(value)) throw new Invalid(`body failed validation: ${path} should be an array.`);
    if (value.length > CHILDREN_MAX)
      throw new Invalid(`body failed validation: ${path}.length should be ≤ \`${CHILDREN_MAX}\`, instead was \`${value.length}\`.`);
    if (level > NESTING_MAX) throw new Invalid(`body failed validation: ${path} is nested too deeply.`);
    count += value.length;
    if (count > ELEMENTS_MAX) throw new Invalid(`body failed validation: at most ${ELEMENTS_MAX} block elements in a request.`);
    return value.map((item: unknown, i) => one(item, `${path}[${i}]`, level));
  };
  const one = (item: unknown, path: string, level: number): Block => {
    const type = isObject(item) ? (item.type ?? Object.keys(item).find((key) => key !== 'object')) : undefined;
    if (!isObject(item) || typeof type !== 'string' || !isObject(item[type]))
      throw new Invalid(`body failed validation: ${path} should be a block.`);
    const { children, ...body } = item[type];
    const id = newId();
    if (type === 'divider') return { id, type, body, children: [], createdBy };
    if (type === 'table_row') {
      const cells = body.cells;
      if (!Array.isArray(cells)) throw new Invalid(`body failed validation: ${path}.table_row.cells should be an array.`);
      for (const [n, cell] of cells.entries()) richText(cell, `${path}.table_row.cells[${n}]`);
      return { id, type, body, children: [], createdBy };
    }
    if (type === 'table') {
      const rows = list(children ?? [], `${path}.table.children`, level + 1);
      if (rows.length === 0) throw new Invalid(`body failed validation: ${path}.table.children.length should be ≥ \`1\`.`);
      for (const row of rows) {
        if (row.type !== 'table_row') throw new Invalid('Content creation failed due to table_row being expected.');
        const cells = row.body.cells as unknown[];
        if (cells.length !== body.table_width)
          throw new Invalid('Number of cells in table row must match the table width of the parent table.');
      }
      return { id, type, body, children: rows, createdBy };
    }
    if (!TEXT_BLOCKS.has(type)) throw new Invalid(`body failed validation: ${path}.${type} is no block type that can be created.`);
    richText(body.rich_text, `${path}.${type}.rich_text`);
    return { id, type, body, children: children === undefined ? [] : list(children, `${path}.${type}.children`, level + 1), createdBy };
  };
  return list(sent, 'body.children', 0);
}

/** The text of a block and of what stands in it, one line per row of a table: what a person reads. */
export function blockText(block: Block): string {
  const own = (value: unknown): string =>
    Array.isArray(value) ? (value as { text: { content: string } }[]).map((part) => part.text.content).join('') : '';
  if (block.type === 'table_row') return (block.body.cells as unknown[]).map(own).join(' | ');
  const text = own(block.body.rich_text);
  return [text, ...block.children.map(blockText)].filter((line) => line !== '').join('\n');
}

/** A block as an answer shows it. */
export function showBlock(block: Block, parent: object): object {
  return {
    object: 'block',
    id: block.id,
    parent,
    created_time: '2026-01-01T00:00:00.000Z',
    last_edited_time: '2026-01-01T00:00:00.000Z',
    created_by: { object: 'user', id: block.createdBy },
    last_edited_by: { object: 'user', id: block.createdBy },
    has_children: block.children.length > 0,
    archived: false,
    in_trash: false,
    type: block.type,
    [block.type]: block.body,
  };
}
