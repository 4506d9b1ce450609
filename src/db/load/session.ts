// The SQL of a load: one transaction on one connection, calls of functions, and COPY.
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { LoadColumn, Mapping } from './header.ts';
import { type LoadRefused, refusal } from './problem.ts';
import type { ValueRow } from './table.ts';

/** A load may copy for minutes; the pool's limit is meant for short statements. Node's largest timer. */
const NO_LIMIT = 2 ** 31 - 1;

export interface Session {
  /** One call; the row or rows that it returned. */
  call<R extends pg.QueryResultRow>(text: string, values?: readonly unknown[]): Promise<R[]>;
  /** COPY of rows into a table. `lead`: values in front of each row's own, after its line number's column. */
  copy(table: string, columns: readonly string[], rows: AsyncIterable<ValueRow[]>, lead?: string): Promise<void>;
  /** Commits what was done so far; the session goes on in a new transaction. */
  commit(): Promise<void>;
  /** Waits for a lock that this session holds until it ends, over its commits. */
  lock(key: string): Promise<void>;
}

const SPECIAL = /[\\\t\n\r]/;
const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

/** A cell in COPY's text format. Nothing in it can end the row or the copy: backslash and line ends are always escaped. */
function copyCell(value: string | null): string {
  if (value === null) return '\\N';
  return SPECIAL.test(value) ? value.replace(/[\\\t\n\r]/g, (c) => ESCAPES[c]!) : value;
}

async function* copyText(rows: AsyncIterable<ValueRow[]>, lead: string): AsyncGenerator<Buffer> {
  for await (const batch of rows) {
    let text = '';
    for (const row of batch) {
      text += lead + row.line;
      for (const value of row.values) text += `\t${copyCell(value)}`;
      text += '\n';
    }
    yield Buffer.from(text, 'utf8');
  }
}

/** What PostgreSQL said no to, as a refusal for people; anything else stays what it is. */
export function asRefusal(e: unknown): LoadRefused | undefined {
  const error = e as Partial<pg.DatabaseError>;
  const code = error.code ?? '';
  const message = error.message ?? '';
  if (/^MD\d{3}$/.test(code)) return refusal(message, error.hint ?? null);
  if (code === '55P03')
    return refusal(
      'another load or an open session has held the table for 60 seconds',
      'Let it end (a DBeaver tab: commit or roll back), then load again.',
    );
  if (code === '42501')
    return refusal(`this database role may not load the table (${message})`, 'Load as mandor_deploy: DATABASE_URL must name it.');
  if (code === '40P01' || code === '40001')
    return refusal('another session changed the same rows at the same moment', 'Load the file again.');
  // Only what the file or its table caused: a broken rule elsewhere is our own mistake and must be seen as one.
  if ((code === '23503' || code === '23001') && error.schema === 'portal')
    return refusal(`rows cannot be removed or changed while others refer to them: ${error.detail ?? message}`, 'Change those rows first.');
  const isCopy = /^COPY \w+, line \d+/.test(error.where ?? '');
  if (/^2[23]/.test(code) && (isCopy || error.schema === 'portal'))
    return refusal(
      `the database refused a value: ${[message, error.detail, isCopy ? error.where : ''].filter(Boolean).join(': ')}`,
      'Correct the file and load it again.',
    );
  return undefined;
}

/**
 * Runs `use` in one transaction (or more, where it says `commit`). The last one commits only when `use` says so; an exception, a refusal, a dry run and the death of
 * this process all leave the database as it was.
 */
export async function inTransaction<T>(pool: pg.Pool, use: (session: Session) => Promise<{ commit: boolean; value: T }>): Promise<T> {
  const client = await pool.connect();
  const call = async <R extends pg.QueryResultRow>(text: string, values: readonly unknown[] = []): Promise<R[]> => {
    const query = { text, values: [...values], query_timeout: NO_LIMIT };
    return (await client.query<R>(query)).rows;
  };
  const locks: string[] = [];
  let isBroken = true;
  const begin = async (): Promise<void> => {
    await call('begin');
    // A killed client must not keep its locks for as long as the server works on: asked for every second.
    await call(
      `select set_config('statement_timeout', '0', true), set_config('lock_timeout', '60s', true), set_config('client_connection_check_interval', '1s', true)`,
    );
  };
  try {
    await begin();
    const { commit, value } = await use({
      call,
      async copy(table, columns, rows, lead = '') {
        const list = columns.map((c) => pg.escapeIdentifier(c)).join(', ');
        // Without a client side limit of its own the stream would inherit the pool's and be cut off in the middle.
        const stream = Object.assign(copyFrom(`copy ${table} (${list}) from stdin`), { query_timeout: NO_LIMIT });
        await pipeline(copyText(rows, lead), client.query(stream));
      },
      async commit() {
        await call('commit');
        await begin();
      },
      async lock(key) {
        await call('select pg_advisory_lock(hashtextextended($1, 0))', [key]);
        locks.push(key);
      },
    });
    await call(commit ? 'commit' : 'rollback');
    isBroken = false;
    return value;
  } catch (e) {
    await call('rollback').then(
      () => {
        isBroken = false;
      },
      () => undefined, // the connection is gone, and with it the transaction
    );
    throw e;
  } finally {
    for (const key of isBroken ? [] : locks)
      await call('select pg_advisory_unlock(hashtextextended($1, 0))', [key]).catch(() => {
        isBroken = true; // a closed connection holds nothing
      });
    client.release(isBroken);
  }
}

/** What portal.load_target says of a name. */
export interface Target {
  readonly table_name: string;
  readonly kind: 'portal' | 'stock' | 'sales' | 'pos';
  readonly entity: string | null;
}

/** @throws the database's error for an unknown table (MD401) or one that an entity has not (MD101). */
export async function readTarget(
  pool: pg.Pool,
  table: string,
  mode: string,
): Promise<{ target: Target; columns: LoadColumn[]; mappings: Mapping[] }> {
  const { rows } = await pool.query<Target>('select t.table_name, t.kind, t.entity from portal.load_target($1) t', [table]);
  const target = rows[0]!;
  const { rows: columns } = await pool.query<LoadColumn>(
    'select c.column_name, c.data_type, c.digits, c.decimals, c.role, c.is_key, c.is_required, c.description from portal.load_columns($1, $2) c',
    [target.table_name, mode],
  );
  const { rows: mappings } = await pool.query<Mapping>(
    'select m.source_header, m.header_key, m.column_name, m.decimal_mark, m.date_format from portal.load_mappings($1) m',
    [target.table_name],
  );
  return { target, columns, mappings };
}
