// Formulas of a spreadsheet, as much as our Sheets use: numbers, texts, cells, ranges (also of other tabs, whole columns),
// arithmetic and comparison, and the functions of functions.ts. Locale en_US. What is unknown is #NAME?, as in Sheets.
// Written by hand: fast-formula-parser knows no SUMIFS and rests since 2020, @formulajs/formulajs has no parser.
import { columnLetters, columnNumber } from './a1.ts';

export interface CellRef {
  readonly row: number;
  readonly column: number;
}

/** Ends are inclusive; Infinity is open. */
export interface AreaRef {
  readonly tab: string | null;
  readonly from: CellRef;
  readonly to: CellRef;
  readonly isArea: boolean;
}

export type Node =
  | { readonly kind: 'value'; readonly value: number | string | boolean }
  | { readonly kind: 'ref'; readonly ref: AreaRef }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Node[] }
  | { readonly kind: 'unary'; readonly op: string; readonly of: Node }
  | { readonly kind: 'binary'; readonly op: string; readonly left: Node; readonly right: Node };

interface Token {
  readonly kind: 'number' | 'string' | 'ref' | 'name' | 'op';
  readonly text: string;
}

const TOKEN =
  /\s*(?:(\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![A-Za-z$!])|("(?:[^"]|"")*")|((?:'(?:[^']|'')+'|[A-Za-z_]\w*)?!?(?:\$?[A-Za-z]{1,3}\$?\d+(?::\$?[A-Za-z]{1,3}\$?\d*)?|\$?[A-Za-z]{1,3}:\$?[A-Za-z]{1,3}))(?![\w(])|([A-Za-z_][\w.]*)|(<>|<=|>=|[-+*/^&=<>(),%]))/y;

/** @throws Error when it is no formula (the vendor refuses such a cell). */
export function tokens(text: string): Token[] {
  const out: Token[] = [];
  TOKEN.lastIndex = 0;
  const end = text.trimEnd().length;
  while (TOKEN.lastIndex < end) {
    const at = TOKEN.lastIndex;
    const m = TOKEN.exec(text);
    if (m === null) throw new Error(`cannot be read at ${at + 1}: ${text}`);
    if (m[1] !== undefined) out.push({ kind: 'number', text: m[1] });
    else if (m[2] !== undefined) out.push({ kind: 'string', text: m[2] });
    else if (m[3] !== undefined) out.push({ kind: 'ref', text: m[3] });
    else if (m[4] !== undefined) out.push({ kind: 'name', text: m[4] });
    else out.push({ kind: 'op', text: m[5] as string });
  }
  return out;
}

const REF = /^(?:('(?:[^']|'')+'|[A-Za-z_]\w*)!)?(\$?)([A-Za-z]{1,3})(\$?)(\d*)(?::(\$?)([A-Za-z]{1,3})(\$?)(\d*))?$/;

function readRef(text: string): AreaRef {
  const m = REF.exec(text);
  if (m === null) throw new Error(`${text} is no reference`);
  const tab = m[1] === undefined ? null : m[1].startsWith("'") ? m[1].slice(1, -1).replaceAll("''", "'") : m[1];
  const from = { row: m[5] === '' ? 0 : Number(m[5]) - 1, column: columnNumber(m[3] as string) };
  if (m[7] === undefined) return { tab, from, to: from, isArea: false };
  const to = { row: m[9] === '' ? Number.POSITIVE_INFINITY : Number(m[9]) - 1, column: columnNumber(m[7]) };
  return { tab, from, to, isArea: true };
}

/**
 * The formula with its references moved. `move` gets each corner with whether its row and column are fixed ($).
 * Used where Sheets does it: a formula copied over a range, a row deleted above.
 */
export function moveRefs(
  text: string,
  move: (tab: string | null, row: number, column: number, fixed: { row: boolean; column: boolean }) => CellRef,
): string {
  const body = tokens(text.slice(1)).map((token) => {
    if (token.kind !== 'ref') return token.text;
    const m = REF.exec(token.text) as RegExpExecArray;
    const { tab } = readRef(token.text);
    const corner = (dollarC: string, letters: string, dollarR: string, digits: string): string => {
      const at = move(tab, digits === '' ? -1 : Number(digits) - 1, columnNumber(letters), {
        row: dollarR !== '' || digits === '',
        column: dollarC !== '',
      });
      return `${dollarC}${columnLetters(at.column)}${dollarR}${digits === '' ? '' : at.row + 1}`;
    };
    const first = corner(m[2] as string, m[3] as string, m[4] as string, m[5] as string);
    const second = m[7] === undefined ? '' : `:${corner(m[6] as string, m[7], m[8] as string, m[9] as string)}`;
    return `${m[1] === undefined ? '' : `${m[1]}!`}${first}${second}`;
  });
  return `=${body.join('')}`;
}

const POWER: Readonly<Record<string, number>> = {
  '=': 1,
  '<>': 1,
  '<': 1,
  '>': 1,
  '<=': 1,
  '>=': 1,
  '&': 2,
  '+': 3,
  '-': 3,
  '*': 4,
  '/': 4,
  '^': 5,
};

/** @param text with its leading "=". @throws Error when it is no formula. */
export function parseFormula(text: string): Node {
  const list = tokens(text.slice(1));
  let at = 0;
  const isOp = (op: string): boolean => list[at]?.kind === 'op' && list[at]?.text === op;
  const need = (op: string): void => {
    if (!isOp(op)) throw new Error(`${op} is missing: ${text}`);
    at += 1;
  };
  function primary(): Node {
    const token = list[at];
    if (token === undefined) throw new Error(`ends too early: ${text}`);
    at += 1;
    switch (token.kind) {
      case 'number':
        return { kind: 'value', value: Number(token.text) };
      case 'string':
        return { kind: 'value', value: token.text.slice(1, -1).replaceAll('""', '"') };
      case 'ref':
        return { kind: 'ref', ref: readRef(token.text) };
      case 'name': {
        const name = token.text.toUpperCase();
        if (!isOp('('))
          return name === 'TRUE' || name === 'FALSE'
            ? { kind: 'value', value: name === 'TRUE' }
            : { kind: 'call', name: `?${name}`, args: [] };
        at += 1;
        const args: Node[] = [];
        while (!isOp(')')) {
          args.push(expression(0));
          if (!isOp(')')) need(',');
        }
        at += 1;
        return { kind: 'call', name, args };
      }
      case 'op':
        if (token.text === '(') {
          const inner = expression(0);
          need(')');
          return inner;
        }
        if (token.text === '-' || token.text === '+') return { kind: 'unary', op: token.text, of: expression(5) };
        throw new Error(`${token.text} stands alone: ${text}`);
    }
  }
  function expression(power: number): Node {
    let left = primary();
    while (isOp('%')) {
      at += 1;
      left = { kind: 'binary', op: '/', left, right: { kind: 'value', value: 100 } };
    }
    for (;;) {
      const token = list[at];
      const own = token?.kind === 'op' ? POWER[token.text] : undefined;
      if (token === undefined || own === undefined || own <= power) return left;
      at += 1;
      left = { kind: 'binary', op: token.text, left, right: expression(own) };
    }
  }
  const node = expression(0);
  if (at < list.length) throw new Error(`something is left over: ${text}`);
  return node;
}
