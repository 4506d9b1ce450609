// Mutants of the ladder: one rule broken in a copy of the database, and what must find it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type TestDatabase, testDatabase } from '../../../support/harness.ts';
import { meetInTwoSessions } from './ladder_race.ts';
import { liveLadders } from './ladder_run.ts';

export interface Mutant {
  readonly what: string;
  spoil(db: TestDatabase): Promise<unknown>;
  find(db: TestDatabase): Promise<unknown>;
}

/** Replaces text in a function's body; the text must be there. */
export const change =
  (name: string, from: string | RegExp, to: string) =>
  async (db: TestDatabase): Promise<unknown> => {
    const [row] = await db.sql('select pg_get_functiondef($1::regproc) as text', name);
    const changed = (row.text as string).replace(from, to);
    assert.notEqual(changed, row.text, `${name}: nothing to change`);
    return db.admin.query(changed);
  };

export const timelines = (db: TestDatabase): Promise<unknown> => liveLadders(db, 6, 25);
export const meetings =
  (pair: string) =>
  (db: TestDatabase): Promise<unknown> =>
    meetInTwoSessions(db, pair, 12);

/** A test for each. */
export function findEach(mutants: readonly Mutant[]): void {
  for (const mutant of mutants)
    test(`found: ${mutant.what}`, async () => {
      const db = await testDatabase();
      await mutant.spoil(db);
      const found = await mutant.find(db).then(
        () => undefined,
        (e: Error) => e,
      );
      assert.ok(found, `nothing found that ${mutant.what}`);
      const lines = found.message.split('\n').filter((l) => /^timeline|^item|database:|^\+ |^- /.test(l.trim()));
      console.log(`  ${mutant.what}  ←  ${(lines.at(-1) ?? found.message.split('\n')[0] ?? '').trim().slice(0, 110)}`);
    });
}
