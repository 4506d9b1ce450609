// Every load of reference data leaves a row (portal.reference_loads): who, when, from what file, what it changed or why not.
import { basename } from 'node:path';
import type { LoadMode } from './outcome.ts';
import type { LoadRequest, Part } from './request.ts';
import type { Session } from './session.ts';
import { inTransaction } from './session.ts';

const TEXT_MAX = 200;

// A file may hold anything; jsonb holds neither NUL nor half a character, and a record needs no cell of 64 KB.
const short = (text: string | null): string | null => text?.slice(0, TEXT_MAX).replaceAll('\0', '').toWellFormed() ?? null;

/** Writes the row in the transaction of the load. The folder of the file is nobody's business: names of people stand in it. */
export async function noteIn(session: Session, request: LoadRequest, table: string, mode: LoadMode, answer: Part): Promise<void> {
  const problems = (answer.problems ?? []).map((p) => ({ ...p, value: short(p.value), message: short(p.message) }));
  await session.call('select portal.reference_load_note(p_table => $1, p_source => $2, p_origin => $3, p_mode => $4, p_answer => $5)', [
    table,
    'csv',
    short(basename(request.file)),
    mode,
    JSON.stringify({ ...answer, problems }),
  ]);
}

/** Writes the row of a refused file, which has no transaction any more. @returns a note for the outcome when that failed. */
export async function noteRefusal(request: LoadRequest, table: string, mode: LoadMode, part: Part): Promise<string | null> {
  try {
    await inTransaction(request.pool, async (session) => {
      await noteIn(session, request, table, mode, part);
      return { commit: true, value: null };
    });
    return null;
  } catch (e) {
    // The refusal itself is what matters to whoever loads.
    return `the refusal could not be recorded: ${(e as Error).message}`;
  }
}
