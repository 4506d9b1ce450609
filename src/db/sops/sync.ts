// SOPs on their way into the database. Which of them are new, gone or wrong, and where their numbers count, SQL decides.
import { value } from '../call.ts';
import { toDbError } from '../errors.ts';
import type { Db } from '../pool.ts';
import { SopsRefused } from './problem.ts';
import { commitOf, type DatabaseProblem, readSops, type SopFolder } from './read.ts';

/** What happens with one SOP. */
export interface SopStep {
  readonly name: string;
  readonly action: 'new' | 'changed' | 'back' | 'active again' | 'inactive' | 'unchanged';
  readonly path: string;
  readonly version: string;
  readonly version_no: number;
  readonly was_no: number | null;
  /** What changes, in words. */
  readonly changes: readonly string[];
}

export interface SopsOutcome {
  readonly status: 'synced' | 'unchanged' | 'planned';
  readonly commit?: string | null;
  readonly sops: readonly SopStep[];
}

type Answer = SopsOutcome | { readonly status: 'refused'; readonly problems: readonly DatabaseProblem[] };

function accepted(answer: Answer, folder: SopFolder): SopsOutcome {
  if (answer.status === 'refused') throw new SopsRefused(folder.locate(answer.problems));
  return answer;
}

/**
 * Puts the SOPs of a folder in force, all or none.
 * @throws SopsRefused with file, line and what to do; nothing is changed then.
 */
export async function syncSops(db: Db, folder: string): Promise<SopsOutcome> {
  const read = await readSops(folder);
  const args = { p_files: read.sops, p_commit: await commitOf(folder) };
  return accepted((await value(db, 'agent.sops_sync', args as never)) as unknown as Answer, read);
}

/**
 * The same inside the transaction of a deploy, with a folder that was read before it; without the generated types, since a
 * deploy is what they are made from.
 * @throws SopsRefused
 */
export async function putSops(db: Db, read: SopFolder, commit: string | null): Promise<SopsOutcome> {
  const done = db.query<{ answer: Answer }>('select agent.sops_sync($1::jsonb, $2) as answer', [JSON.stringify(read.sops), commit]);
  const { rows } = await done.catch((e) => Promise.reject(toDbError(e)));
  return accepted(rows[0]!.answer, read);
}

/** What a sync would do. @throws SopsRefused */
export async function diffSops(db: Db, folder: string): Promise<SopsOutcome> {
  const read = await readSops(folder);
  return accepted((await value(db, 'agent.sops_diff', { p_files: read.sops } as never)) as unknown as Answer, read);
}
