// A file into a table. The file is read twice: first to check it whole, without touching the database, then to copy it.
// The second reading costs about 3 s per million lines; it buys that a bad file holds no lock and leaves no dead rows,
// and that a load knows its rows and days before it begins.
import { noteRefusal } from './note.ts';
import { fullOutcome, type LoadOutcome } from './outcome.ts';
import { loadPos } from './pos.ts';
import { LoadRefused } from './problem.ts';
import { loadRaw } from './raw.ts';
import { loadReference } from './reference.ts';
import type { LoadRequest, Part } from './request.ts';
import { type Walk, walker } from './scan.ts';
import { asRefusal, readTarget } from './session.ts';

export type { LoadMode, LoadOutcome } from './outcome.ts';
export type { LoadOptions, LoadProgress, LoadRequest } from './request.ts';

/**
 * Loads a CSV file into a table of portal or raw, wholly or not at all.
 * @returns how it ended; a file that cannot be taken is an outcome (`refused`) with every place that is wrong.
 * @throws what the database or the machine throws for reasons that are not the file's (no connection, disk).
 */
export async function loadFile(request: LoadRequest): Promise<LoadOutcome> {
  const started = performance.now();
  const mode = request.options?.mode ?? 'append';
  let table = request.table;
  let isReference = true;
  let walk: Walk | undefined;
  let part: Part;
  try {
    const { target, columns, mappings } = await readTarget(request.pool, request.table, mode);
    table = target.table_name;
    isReference = target.kind === 'portal';
    walk = walker(request, target.table_name, columns, mappings);
    if (isReference) part = await loadReference(request, target, walk, mode);
    else part = target.kind === 'pos' ? await loadPos(request, target, walk) : await loadRaw(request, target, walk);
  } catch (e) {
    const refused = e instanceof LoadRefused ? e : asRefusal(e);
    if (refused === undefined) throw e;
    part = { status: 'refused', problems: refused.problems, problem_count: refused.problems.length, hint: refused.hint };
  }
  if (isReference && part.status === 'refused' && request.options?.dryRun !== true) {
    const problem = await noteRefusal(request, table, mode, part);
    if (problem !== null) part = { ...part, notes: [...(part.notes ?? []), problem] };
  }
  return fullOutcome(part, { table, file: request.file, mode: isReference ? mode : null }, started, walk?.peak());
}
