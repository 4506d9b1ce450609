// Files of reference data (portal).

import { noteIn } from './note.ts';
import type { LoadMode } from './outcome.ts';
import { refusal } from './problem.ts';
import type { LoadRequest, Part } from './request.ts';
import { copyAgain, ignoredNote, scan, type Walk } from './scan.ts';
import { inTransaction, type Target } from './session.ts';

/** Loads a table of portal. What is new, changed or gone is decided by portal.load_apply. */
export async function loadReference(request: LoadRequest, target: Target, walk: Walk, mode: LoadMode): Promise<Part> {
  const { pool, options = {} } = request;
  if (options.date !== undefined) throw refusal(`${target.table_name} has no snapshot date`, 'Leave --date out.');
  const found = await scan(walk, null);
  const dryRun = options.dryRun ?? false;
  const part = await inTransaction(pool, async (session) => {
    await session.call('select portal.load_begin($1)', [target.table_name]);
    await copyAgain(walk, session, found, { table: 'pg_temp.load_staging', columns: ['load_line'], text: '' });
    walk.applying(found.rows);
    const names = found.columns.map((c) => c.column_name);
    type Applied = Part & { refusal: string | null };
    const [row] = await session.call<{ result: Applied }>(
      'select portal.load_apply(p_table => $1, p_columns => $2, p_mode => $3, p_force => $4, p_dry_run => $5) as result',
      [target.table_name, names, mode, options.force ?? false, dryRun],
    );
    const isApplied = row!.result.status === 'applied';
    // In the same commit: a change that nobody could trace would be worse than none.
    if (isApplied) await noteIn(session, request, target.table_name, mode, { ...row!.result, rows: found.rows });
    return { commit: isApplied, value: row!.result };
  });
  const { refusal: reason, ...rest } = part;
  // The database knows lines and columns by name; which cell of the line that was, only the file knows.
  const place = (name: string | null): number | null => {
    const at = found.columns.findIndex((c) => c.column_name === name);
    return at === -1 ? null : found.cells[at]!;
  };
  const problems = (part.problems ?? []).map((p) => ({ ...p, column: place(p.name) }));
  if (typeof reason === 'string') problems.unshift({ line: null, column: null, name: null, value: null, message: reason });
  return {
    ...rest,
    problems,
    problem_count: Math.max(part.problem_count ?? 0, problems.length),
    rows: found.rows,
    delimiter: found.delimiter,
    would_be: part.status === 'dry_run' ? 'applied' : null,
    notes: ignoredNote(found),
  };
}
