// What a failed deploy tells: which file, which line, what PostgreSQL said.
import type pg from 'pg';

/** A deploy that did not happen. The database is as it was. */
export class DeployError extends Error {
  override readonly name = 'DeployError';
  /** File under the project folder, when one is to blame. */
  readonly file: string | undefined;
  /** SQLSTATE of the cause, when PostgreSQL said no. */
  readonly code: string | undefined;
  readonly hint: string | undefined;

  constructor(message: string, options: { file?: string; code?: string; hint?: string; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.file = options.file;
    this.code = options.code;
    this.hint = options.hint;
  }
}

/** True for errors that PostgreSQL itself sent. */
export const isDatabaseError = (e: unknown): e is pg.DatabaseError =>
  e instanceof Error && typeof (e as { severity?: unknown }).severity === 'string';

/** Puts file and line in front of what PostgreSQL said about a statement of that file. */
export function fileError(file: string, text: string, e: unknown): DeployError {
  const error = e as Partial<pg.DatabaseError> & Error;
  const line = error.position === undefined ? '' : `:${text.slice(0, Number(error.position)).split('\n').length}`;
  const more = [error.detail, error.where?.split('\n')[0], error.hint && `Hint: ${error.hint}`].filter(Boolean).join(' · ');
  return new DeployError(`${file}${line}: ${error.message}${more ? ` (${more})` : ''}`, {
    file,
    ...(error.code === undefined ? {} : { code: error.code }),
    ...(error.hint === undefined ? {} : { hint: error.hint }),
    cause: e,
  });
}
