// A step of the demo: something happens, then a SELECT shows the state that it had to reach.
import type pg from 'pg';
import { show } from '../../db/demo.ts';
import { paint, say, table } from '../output.ts';

export interface StepResult {
  readonly key: string;
  readonly ok: boolean;
  readonly detail: string;
  readonly ms: number;
}

export interface Check {
  readonly sql: string;
  readonly values?: readonly unknown[];
  /** What is wrong with the rows, in words; undefined when they are as they must be. */
  readonly judge: (rows: readonly Record<string, unknown>[]) => string | undefined;
}

/** Runs steps in order, shows them on stdout (people) or stderr (with --json), and stops at the first that fails. */
export function storyteller(isJson: boolean) {
  const results: StepResult[] = [];
  const lines: string[] = [];
  const print = (text: string): void => {
    lines.push(text);
    if (isJson) say(text);
    else process.stdout.write(`${text}\n`);
  };
  return {
    results,
    /** All that was shown, with colours, for the picture. */
    transcript: (): string => lines.join('\n'),
    print,
    /** @returns false when the state was not reached. */
    async step(key: string, title: string, pool: pg.Pool, act: () => Promise<string>, check: Check): Promise<boolean> {
      const start = performance.now();
      let detail = '';
      let wrong: string | undefined;
      let shown = '';
      try {
        detail = await act();
        const rows = await show(pool, check.sql, check.values);
        wrong = check.judge(rows);
        shown = rowsText(rows);
      } catch (error) {
        wrong = (error as Error).message;
      }
      const ms = Math.round(performance.now() - start);
      const mark = wrong === undefined ? paint('✔', 'green') : paint('✘', 'red');
      print(`\n${mark} ${paint(title, 'bold')}  ${paint(`${(ms / 1000).toFixed(1)} s`, 'dim')}${detail === '' ? '' : `\n  ${detail}`}`);
      print(indent(paint(check.sql.replace(/\n\s*/g, '\n    '), 'dim'), '  '));
      if (shown !== '') print(indent(shown, '    '));
      if (wrong !== undefined) print(`  ${paint(wrong, 'red')}`);
      results.push({ key, ok: wrong === undefined, detail: wrong ?? detail, ms });
      return wrong === undefined;
    },
  };
}

/** The rows of a history tell these events, in this order. */
export const wentThrough =
  (events: string): Check['judge'] =>
  (rows) => {
    const told = rows.map((row) => row.event).join(' ');
    return told === events ? undefined : `expected ${events}, not ${told}`;
  };

function rowsText(rows: readonly Record<string, unknown>[]): string {
  if (rows[0] === undefined) return '(no rows)';
  const head = Object.keys(rows[0]);
  return table(
    head,
    rows.map((row) => head.map((name) => plain(row[name]))),
  );
}

function plain(value: unknown): string | number | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'number') return value;
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

const indent = (text: string, by: string): string => text.replace(/^/gm, by);
