// An oracle for real input: what the file itself says was sold, per product code and month. Reads the CSV by hand, so
// that a mistake of a CSV library cannot be shared with the product.

import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { add, type Fraction, multiply, parseDecimal, sum, ZERO } from './fraction.ts';

/** Net pairs and money; cancelled and negative lines are subtracted. */
export interface Sold {
  pairs: Fraction;
  amount: Fraction;
}
/** One data line of the file as it stands there. */
export interface RetailLine {
  invoice: string;
  code: string;
  quantity: string;
  day: string;
  unitPrice: string;
}

const HEADER = 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country';

/**
 * Splits CSV text (RFC 4180: fields in double quotes may hold commas, line ends and doubled quotes) into records.
 * Throws a SyntaxError that names the line of a quote that is never closed or that stands inside a field.
 */
export function parseCsv(text: string): string[][] {
  const records: string[][] = [];
  let record: string[] = [];
  let line = 1;
  let at = text.startsWith('\uFEFF') ? 1 : 0;
  while (at < text.length) {
    let field = '';
    if (text[at] === '"') {
      const opened = line;
      for (at++; ; at++) {
        if (at >= text.length) throw new SyntaxError(`line ${opened}: a quote is never closed`);
        if (text[at] === '"' && text[at + 1] === '"') at++;
        else if (text[at] === '"') break;
        if (text[at] === '\n') line++;
        field += text[at];
      }
      at++;
      if (at < text.length && !',\r\n'.includes(text[at] ?? '')) throw new SyntaxError(`line ${line}: text behind a closing quote`);
    } else {
      const from = at;
      while (at < text.length && !',\r\n'.includes(text[at] ?? '')) at++;
      field = text.slice(from, at);
      if (field.includes('"')) throw new SyntaxError(`line ${line}: a quote inside of an unquoted field`);
    }
    record.push(field);
    if (text[at] === ',') {
      at++;
      if (at < text.length && !'\r\n'.includes(text[at] ?? '')) continue;
      record.push(''); // the line ends in a comma: its last field is empty
    }
    if (text[at] === '\r') at++;
    if (text[at] === '\n') at++;
    line++;
    records.push(record);
    record = [];
  }
  return records;
}

/** All data lines of a `.csv.gz` in UTF-8. Throws when the header or the number of fields is another. */
export function retailLines(file: string): RetailLine[] {
  // fatal: a byte that is no UTF-8 must not become a replacement character in silence
  const text = new TextDecoder('utf-8', { fatal: true }).decode(gunzipSync(readFileSync(file)));
  const [header, ...records] = parseCsv(text);
  if (header?.join(',') !== HEADER) throw new Error(`${file}: the header is ${header?.join(',')}, expected ${HEADER}`);
  return records.map((record, i) => {
    const [invoice = '', code = '', , quantity = '', time = '', unitPrice = ''] = record;
    if (record.length !== 8 || !/^\d{4}-\d\d-\d\d /.test(time)) throw new Error(`${file}: record ${i + 2} is not an invoice line`);
    return { invoice, code, quantity, day: time.slice(0, 10), unitPrice };
  });
}

/** Net quantity and amount (quantity × unit price, exact) per month `YYYY-MM` and product code, trimmed. */
export function onlineRetailTotals(file: string): Map<string, Map<string, Sold>> {
  const months = new Map<string, Map<string, Sold>>();
  for (const line of retailLines(file)) {
    const month = line.day.slice(0, 7);
    const code = line.code.replace(/^ +| +$/g, '');
    const codes = months.get(month) ?? new Map<string, Sold>();
    months.set(month, codes);
    const before = codes.get(code) ?? { pairs: ZERO, amount: ZERO };
    const pairs = parseDecimal(line.quantity);
    codes.set(code, { pairs: add(before.pairs, pairs), amount: add(before.amount, multiply(pairs, parseDecimal(line.unitPrice))) });
  }
  return months;
}

/** The months' own totals over all codes. */
export function monthTotals(totals: Map<string, Map<string, Sold>>): Map<string, Sold> {
  return new Map(
    [...totals].map(([month, codes]) => {
      const all = [...codes.values()];
      return [month, { pairs: sum(all.map((sold) => sold.pairs)), amount: sum(all.map((sold) => sold.amount)) }];
    }),
  );
}
