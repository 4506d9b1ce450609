// Typed calls of SQL functions, arguments by name. The types come from the catalog (db.gen.ts), so a call that does not
// fit the database does not compile.
import { setTimeout as sleep } from 'node:timers/promises';
import { type Functions, jsonArguments } from './db.gen.ts';
import { toDbError } from './errors.ts';
import type { Db } from './pool.ts';

type Name<Set extends boolean> = { [K in keyof Functions]: Functions[K]['set'] extends Set ? K : never }[keyof Functions] & string;
type Args<K extends keyof Functions> = Functions[K]['args'];
type Row<K extends keyof Functions> = Functions[K]['row'];
/** Functions without arguments are called without an empty object. */
type Given<K extends keyof Functions> = object extends Args<K> ? [args?: Args<K>] : [args: Args<K>];

// node-pg sends an array as a PostgreSQL array and a string as it is; as jsonb both must be JSON text.
function forJson(value: unknown): unknown {
  return value === null ? null : JSON.stringify(value);
}

// The server took such a call back whole: somebody else was at the same rows, or the queue's runner at the same job. Whoever
// confirms what a vendor has done already must not lose that to a collision.
const TAKEN_BACK = ['40001', '40P01'];
const TRIES = 6;

/** True for a call that is a transaction of its own and that the server, not the line to it, has undone. */
const mayRepeat = (db: Db, e: unknown): boolean =>
  'totalCount' in db && e instanceof Error && 'severity' in e && TAKEN_BACK.includes((e as Error & { code?: string }).code ?? '');

async function rows(db: Db, name: keyof Functions & string, args: object): Promise<Record<string, unknown>[]> {
  if (!/^[a-z_]+\.[a-z0-9_]+$/.test(name)) throw new TypeError(`not a function name: ${name}`);
  const json: readonly string[] = (jsonArguments as Readonly<Record<string, readonly string[]>>)[name] ?? [];
  const given = Object.entries(args).filter(([, value]) => value !== undefined);
  const list = given.map(([key], i) => `${key} => $${i + 1}`).join(', ');
  const values = given.map(([key, value]) => (json.includes(key) ? forJson(value) : value));
  for (let tried = 1; ; tried++) {
    try {
      return (await db.query(`select * from ${name}(${list})`, values)).rows;
    } catch (e) {
      if (tried === TRIES || !mayRepeat(db, e)) throw toDbError(e);
      await sleep(Math.random() * 20 * 2 ** tried);
    }
  }
}

/**
 * Calls a function that returns one row (a scalar is a row with one column, named as the function).
 * @throws DbError
 */
export async function one<K extends Name<false>>(db: Db, name: K, ...[args]: Given<K>): Promise<Row<K>> {
  return (await rows(db, name, args ?? {}))[0] as Row<K>;
}

/**
 * Calls a function that returns a scalar, and returns that.
 * @throws DbError
 */
export async function value<K extends Name<false>>(db: Db, name: K, ...[args]: Given<K>): Promise<Row<K>[keyof Row<K>]> {
  const row = (await rows(db, name, args ?? {}))[0]!;
  return Object.values(row)[0] as Row<K>[keyof Row<K>];
}

/**
 * Calls a set-returning function.
 * @throws DbError
 */
export async function many<K extends Name<true>>(db: Db, name: K, ...[args]: Given<K>): Promise<Row<K>[]> {
  return (await rows(db, name, args ?? {})) as Row<K>[];
}
