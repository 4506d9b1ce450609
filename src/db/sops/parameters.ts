// The parameters of an SOP: typed values that SQL reads. A number that could be read in two ways is refused, because nobody
// would see it: 10.000 is ten to YAML and ten thousand in an Indonesian office.
import { isMap, isScalar, isSeq, type Node, type Scalar, type YAMLMap } from 'yaml';

type Cell = string | number | boolean | null;

/** What goes to the database. */
export interface Parameter {
  readonly type: (typeof TYPES)[number];
  readonly value: Cell | readonly Cell[] | readonly Readonly<Record<string, Cell>>[];
  readonly unit?: string;
  readonly description?: string;
  /** The row of ops.settings that it stands in. */
  readonly setting?: string;
  /** The row of ops.review_checks that it stands in, and under which name when that is not its own. */
  readonly review_check?: string;
  readonly number?: string;
}

/** Says what is wrong with a node. */
export type Complain = (node: Node | null | undefined, says: string, todo: string) => void;

const TYPES = ['number', 'integer', 'boolean', 'text', 'interval', 'list', 'table'] as const;
const KEYS = ['type', 'value', 'unit', 'description', 'setting', 'review_check', 'number'];
const NAME = /^[a-z][a-z0-9_]*$/;
const NUMBER = /^-?\d+(?:\.\d+)?$/;
const THOUSANDS = /^-?[1-9]\d{0,2}(?:\.\d{3})+$/;
const INTERVAL = /^\d+ (?:second|minute|hour|day|week|month|year)s?$/;
const LONG_FORM = 'Write {type, value, unit, description}, or the value alone.';

const sourceOf = (node: Scalar): string => (typeof node.source === 'string' ? node.source : String(node.value)).trim();

/** A scalar as it was meant; undefined when it was refused. */
function cell(node: Node | null, complain: Complain): Cell | undefined {
  if (!isScalar(node)) return void complain(node, 'a single value is needed here', LONG_FORM);
  if (typeof node.value === 'boolean' || node.value === null) return node.value;
  const text = sourceOf(node);
  const isPlain = node.type === 'PLAIN';
  if (isPlain && THOUSANDS.test(text))
    return void complain(
      node,
      'this number can be read as thousands and as a fraction',
      'Thousands have no point (10000); write a fraction with fewer or more decimals (10.0).',
    );
  if (isPlain && /^-?[\d.]+,\d+$/.test(text))
    return void complain(node, 'this number has a comma', 'Decimals have a point: 0.5; thousands have nothing: 10000.');
  if (typeof node.value === 'string') return node.value;
  if (typeof node.value === 'number' && NUMBER.test(text) && text.replace(/\D/g, '').length <= 15) return node.value;
  return void complain(
    node,
    'this number is not written plainly',
    'Write digits, a point before decimals, at most 15 digits: 10000 or 0.5.',
  );
}

function rowsOf(node: Node | null, complain: Complain): Readonly<Record<string, Cell>>[] | undefined {
  const todo = 'Write a list of rows with the same names: - {up_to_eur: 5000, suppliers: 1}.';
  if (!isSeq(node) || node.items.length === 0) return void complain(node, 'a table is a list of rows', todo);
  const rows: Record<string, Cell>[] = [];
  for (const item of node.items as Node[]) {
    if (!isMap(item)) return void complain(item, 'a row of a table is a map', todo);
    const row: Record<string, Cell> = {};
    for (const pair of item.items) {
      const value = cell(pair.value as Node | null, complain);
      if (value === undefined) return undefined;
      row[String((pair.key as Scalar).value)] = value;
    }
    if (rows[0] !== undefined && Object.keys(rows[0]).sort().join() !== Object.keys(row).sort().join())
      return void complain(item, 'this row has other names than the first one', todo);
    rows.push(row);
  }
  return rows;
}

function typedValue(type: Parameter['type'], node: Node | null, complain: Complain): Parameter['value'] | undefined {
  if (type === 'table') return rowsOf(node, complain);
  if (type === 'list') {
    if (!isSeq(node) || node.items.length === 0) return void complain(node, 'a list is needed here', 'Write [a, b], at least one.');
    const cells = (node.items as Node[]).map((item) => cell(item, complain));
    return cells.includes(undefined) ? undefined : (cells as Cell[]);
  }
  const value = cell(node, complain);
  if (value === undefined) return undefined;
  const fits =
    type === 'boolean'
      ? typeof value === 'boolean'
      : type === 'number'
        ? typeof value === 'number'
        : type === 'integer'
          ? Number.isInteger(value)
          : typeof value === 'string' && value.trim() !== '' && (type === 'text' || INTERVAL.test(value));
  const examples = { number: '0.5', integer: '12', boolean: 'true', text: 'some words', interval: '10 minutes' };
  if (!fits) return void complain(node, `this is no ${type}`, `Write for example value: ${examples[type]}, or correct type.`);
  return value;
}

const inferred = (value: Cell): Parameter['type'] =>
  typeof value === 'number' ? 'number' : typeof value === 'boolean' ? 'boolean' : 'text';

function longForm(map: YAMLMap, complain: Complain): Parameter | undefined {
  const texts: Record<string, string> = {};
  for (const pair of map.items) {
    const key = String((pair.key as Scalar).value);
    if (!KEYS.includes(key)) return void complain(pair.key as Node, `a parameter has no ${key}`, `It may have: ${KEYS.join(', ')}.`);
    if (key === 'value') continue;
    const node = pair.value as Node | null;
    if (!isScalar(node) || typeof node.value !== 'string' || node.value.trim() === '' || /[\r\n]/.test(node.value.trim()))
      return void complain(node ?? (pair.key as Node), `${key} is a text of one line`, 'Put it in quotes if it holds a colon.');
    texts[key] = node.value.trim();
  }
  const type = TYPES.find((t) => t === texts.type);
  if (type === undefined) return void complain(map, 'this parameter has no type that is known', `Types: ${TYPES.join(', ')}.`);
  if (texts.description === undefined) return void complain(map, 'this parameter has no description', 'Say in one line what it decides.');
  if (texts.setting !== undefined && texts.review_check !== undefined)
    return void complain(map, 'this parameter stands in two rows', 'Leave setting or review_check.');
  if (texts.number !== undefined && texts.review_check === undefined)
    return void complain(map, 'number belongs to review_check', 'Add review_check, or remove number.');
  if ((texts.setting ?? texts.review_check) !== undefined && (type === 'list' || type === 'table'))
    return void complain(map, `a ${type} cannot stand in a row of settings`, 'Remove setting, or make it a single value.');
  if (!map.has('value')) return void complain(map, 'this parameter has no value', LONG_FORM);
  const value = typedValue(type, map.get('value', true) as Node | null, complain);
  return value === undefined ? undefined : { ...texts, type, value };
}

/** The parameters of a front matter; what is wrong goes to `complain`. */
export function readParameters(node: Node | null, complain: Complain): Record<string, Parameter> {
  const out: Record<string, Parameter> = {};
  if (node === null || (isScalar(node) && node.value === null)) return out;
  if (!isMap(node)) {
    complain(node, 'parameters is no map', 'Write one line for each: threshold_eur: 10000.');
    return out;
  }
  for (const pair of node.items) {
    const key = String((pair.key as Scalar).value);
    if (!NAME.test(key)) {
      complain(pair.key as Node, 'the name of a parameter has small letters, digits and _', 'For example threshold_eur.');
      continue;
    }
    const given = pair.value as Node | null;
    if (isMap(given)) {
      const parameter = longForm(given, complain);
      if (parameter !== undefined) out[key] = parameter;
    } else if (isSeq(given)) {
      complain(given, 'a list needs its long form', 'Write {type: list, value: […], description: …}, or type: table.');
    } else {
      const value = given === null ? null : cell(given, complain);
      if (value === null || value === '') complain(given ?? (pair.key as Node), `${key} has no value`, LONG_FORM);
      else if (value !== undefined) out[key] = { type: inferred(value), value };
    }
  }
  return out;
}
