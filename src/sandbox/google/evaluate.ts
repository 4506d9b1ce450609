// What the formulas of a book come to. Values are worked out when asked for and kept until the book changes.
import type { Book, CellValue, Formula, Tab } from './book.ts';
import { type AreaRef, type Node, parseFormula } from './formula.ts';

/** An error value of a cell, such as #REF!. */
export class CellError {
  readonly code: string;
  constructor(code: string) {
    this.code = code;
  }
}

export type Value = CellValue | CellError;

const isFormula = (cell: CellValue | Formula | undefined): cell is Formula => typeof cell === 'object' && cell !== null;

function number(value: Value): number {
  if (value instanceof CellError) throw value;
  if (value === null || value === '') return 0;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'number') return value;
  const read = value.trim() === '' ? Number.NaN : Number(value);
  if (Number.isNaN(read)) throw new CellError('#VALUE!');
  return read;
}

const truth = (value: Value): boolean => {
  if (typeof value === 'string' && /^(true|false)$/i.test(value)) return value.toLowerCase() === 'true';
  if (typeof value === 'string' && value !== '') throw new CellError('#VALUE!');
  return number(value) !== 0;
};

/** Half away from zero, as people round; the factor 1 ± 1e-15 takes 1.005 for what it says. */
function rounded(x: number, digits: number, isUp: boolean): number {
  const scale = 10 ** digits;
  const size = Math.abs(x) * scale;
  const near = Math.round(size);
  const whole =
    Math.abs(size - near) < 1e-9 * Math.max(1, size) && isUp ? near : isUp ? Math.ceil(size) : Math.floor(size + 0.5 + size * 1e-15);
  return (Math.sign(x) * whole) / scale || 0;
}

/** Numbers before texts before truth values; texts without regard to case; an empty cell is 0 and "". */
function order(left: Value, right: Value): number {
  const rank = (v: Value): number => (typeof v === 'boolean' ? 2 : typeof v === 'string' ? 1 : 0);
  const l = left ?? (typeof right === 'string' ? '' : typeof right === 'boolean' ? false : 0);
  const r = right ?? (typeof l === 'string' ? '' : typeof l === 'boolean' ? false : 0);
  if (rank(l) !== rank(r)) return rank(l) - rank(r);
  if (typeof l === 'string') return l.toLowerCase().localeCompare((r as string).toLowerCase(), 'en');
  return Number(l) - Number(r);
}

/** A criterion of SUMIFS as a test, and as a key when it asks for one value. */
function criterion(value: Value): { readonly key: string | undefined; readonly test: (v: Value) => boolean } {
  if (typeof value !== 'string') return { key: `n${number(value)}`, test: (v) => v === number(value) };
  const [, op = '=', rest = ''] = /^(<>|<=|>=|=|<|>)?([\s\S]*)$/.exec(value) as RegExpExecArray;
  const asNumber = rest.trim() !== '' && !Number.isNaN(Number(rest)) ? Number(rest) : undefined;
  const pattern = new RegExp(
    `^${rest
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '[\\s\\S]*')
      .replaceAll('?', '[\\s\\S]')}$`,
    'i',
  );
  const equal = (v: Value): boolean =>
    asNumber !== undefined
      ? typeof v === 'number'
        ? v === asNumber
        : typeof v === 'string' && v !== '' && Number(v) === asNumber
      : typeof v === 'string'
        ? pattern.test(v)
        : rest === '' && v === null;
  if (op === '=')
    return { key: asNumber === undefined && !/[*?]/.test(rest) && rest !== '' ? `s${rest.toLowerCase()}` : undefined, test: equal };
  if (op === '<>') return { key: undefined, test: (v) => !equal(v) };
  const against: Value = asNumber ?? rest;
  const compare = (v: Value): number | undefined => (v !== null && typeof v === typeof against ? order(v, against) : undefined);
  const by: Readonly<Record<string, (n: number) => boolean>> = {
    '<': (n) => n < 0,
    '>': (n) => n > 0,
    '<=': (n) => n <= 0,
    '>=': (n) => n >= 0,
  };
  return {
    key: undefined,
    test: (v) => {
      const n = compare(v);
      return n !== undefined && (by[op] as (n: number) => boolean)(n);
    },
  };
}

export interface Evaluator {
  /** What a cell shows. */
  value(tab: Tab, row: number, column: number): Value;
}

export function createEvaluator(book: Book): Evaluator {
  const parsed = new Map<string, Node>();
  const done = new Map<Tab, Map<number, Value>>();
  const working = new Set<string>();
  // Rows of a column by value: a thousand SUMIFS over a long column read it once.
  const indexes = new Map<string, Map<string, number[]>>();

  function cell(tab: Tab, row: number, column: number): Value {
    const stored = tab.cells[row]?.[column];
    if (!isFormula(stored)) return stored === undefined || stored === '' ? null : stored;
    const own = done.get(tab) ?? new Map<number, Value>();
    done.set(tab, own);
    const at = row * 20_000 + column;
    const known = own.get(at);
    if (known !== undefined) return known;
    const name = `${tab.sheetId}:${at}`;
    if (working.has(name)) return new CellError('#REF!');
    working.add(name);
    let value: Value;
    try {
      const node = parsed.get(stored.formula) ?? parseFormula(stored.formula);
      parsed.set(stored.formula, node);
      value = run(node, tab);
    } catch (thrown) {
      value = thrown instanceof CellError ? thrown : new CellError('#ERROR!');
    }
    working.delete(name);
    own.set(at, value);
    return value;
  }

  function area(ref: AreaRef, own: Tab): { tab: Tab; from: AreaRef['from']; to: AreaRef['to'] } {
    const tab = ref.tab === null ? own : book.tabs.find((one) => one.title === ref.tab);
    if (tab === undefined) throw new CellError('#REF!');
    return { tab, from: ref.from, to: { row: Math.min(ref.to.row, tab.cells.length - 1), column: ref.to.column } };
  }

  function index(tab: Tab, column: number): Map<string, number[]> {
    const name = `${tab.sheetId}:${column}`;
    let found = indexes.get(name);
    if (found !== undefined) return found;
    found = new Map();
    for (let row = 0; row < tab.cells.length; row++) {
      const v = cell(tab, row, column);
      const keys = typeof v === 'number' ? [`n${v}`] : typeof v === 'string' ? [`s${v.toLowerCase()}`] : [];
      for (const key of keys) {
        const rows = found.get(key);
        if (rows === undefined) found.set(key, [row]);
        else rows.push(row);
      }
    }
    indexes.set(name, found);
    return found;
  }

  function refOf(node: Node | undefined): AreaRef {
    if (node?.kind !== 'ref') throw new CellError('#VALUE!');
    return node.ref;
  }

  function sumifs(args: readonly Node[], own: Tab): number {
    if (args.length < 3 || args.length % 2 === 0) throw new CellError('#N/A');
    const summed = area(refOf(args[0]), own);
    const conditions = Array.from({ length: (args.length - 1) / 2 }, (_, i) => ({
      place: area(refOf(args[1 + 2 * i]), own),
      ...criterion(run(args[2 + 2 * i] as Node, own)),
    }));
    for (const { place } of conditions)
      if (place.from.row !== summed.from.row || place.to.column !== place.from.column) throw new CellError('#VALUE!');
    const keyed = conditions.find((one) => one.key !== undefined && one.place.from.row === 0);
    const rows =
      keyed === undefined
        ? Array.from({ length: summed.tab.cells.length }, (_, i) => i)
        : (index(keyed.place.tab, keyed.place.from.column).get(keyed.key as string) ?? []);
    let total = 0;
    for (const row of rows) {
      if (row < summed.from.row || row > summed.to.row) continue;
      if (!conditions.every((one) => one === keyed || one.test(cell(one.place.tab, row, one.place.from.column)))) continue;
      const v = cell(summed.tab, row, summed.from.column);
      if (v instanceof CellError) throw v;
      if (typeof v === 'number') total += v;
    }
    return total;
  }

  function sum(args: readonly Node[], own: Tab): number {
    let total = 0;
    for (const arg of args) {
      if (arg.kind !== 'ref' || !arg.ref.isArea) {
        const v = run(arg, own);
        // A text in a cell is passed over, a text as an argument is not.
        if (arg.kind === 'ref' && typeof v !== 'number' && !(v instanceof CellError)) continue;
        total += number(v);
        continue;
      }
      const { tab, from, to } = area(arg.ref, own);
      for (let row = from.row; row <= to.row; row++)
        for (let column = from.column; column <= to.column; column++) {
          const v = cell(tab, row, column);
          if (v instanceof CellError) throw v;
          if (typeof v === 'number') total += v;
        }
    }
    return total;
  }

  function call(name: string, args: readonly Node[], own: Tab): Value {
    const at = (i: number): Value => (args[i] === undefined ? null : run(args[i] as Node, own));
    switch (name) {
      case 'SUM':
        return sum(args, own);
      case 'SUMIFS':
        return sumifs(args, own);
      case 'IF':
        return truth(at(0)) ? at(1) : args.length > 2 ? at(2) : false;
      case 'AND':
        return args.every((arg) => truth(run(arg, own)));
      case 'IFERROR':
        try {
          const v = at(0);
          return v instanceof CellError ? at(1) : v;
        } catch (thrown) {
          if (!(thrown instanceof CellError)) throw thrown;
          return at(1);
        }
      case 'ROUND':
        return rounded(number(at(0)), number(at(1)), false);
      case 'ROUNDUP':
        return rounded(number(at(0)), number(at(1)), true);
      default:
        throw new CellError('#NAME?');
    }
  }

  function run(node: Node, own: Tab): Value {
    switch (node.kind) {
      case 'value':
        return node.value;
      case 'ref': {
        if (node.ref.isArea) throw new CellError('#VALUE!');
        const { tab, from } = area(node.ref, own);
        const v = cell(tab, from.row, from.column);
        if (v instanceof CellError) throw v;
        return v;
      }
      case 'call':
        return call(node.name, node.args, own);
      case 'unary':
        return node.op === '-' ? -number(run(node.of, own)) || 0 : number(run(node.of, own));
      case 'binary':
        return binary(node.op, run(node.left, own), run(node.right, own));
    }
  }

  return { value: cell };
}

function binary(op: string, left: Value, right: Value): Value {
  switch (op) {
    case '+':
      return number(left) + number(right);
    case '-':
      return number(left) - number(right);
    case '*':
      return number(left) * number(right);
    case '/':
      if (number(right) === 0) throw new CellError('#DIV/0!');
      return number(left) / number(right);
    case '^':
      return number(left) ** number(right);
    case '&':
      return `${left ?? ''}${right ?? ''}`;
    case '=':
      return order(left, right) === 0;
    case '<>':
      return order(left, right) !== 0;
    case '<':
      return order(left, right) < 0;
    case '>':
      return order(left, right) > 0;
    case '<=':
      return order(left, right) <= 0;
    default:
      return order(left, right) >= 0;
  }
}
