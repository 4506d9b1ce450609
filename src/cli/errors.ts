import { ConfigError } from '../config.ts';
import { DeployError } from '../db/deploy.ts';
import { EmbeddedError } from '../db/embedded.ts';
import { DbError, toDbError } from '../db/errors.ts';
import { withoutSecrets } from '../log.ts';

const CONNECTION: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'Nothing answers there. Start the database, or check host and port in DATABASE_URL.',
  ENOTFOUND: 'That host name is not known. Check DATABASE_URL.',
  ETIMEDOUT: 'The database does not answer. Check the network and host in DATABASE_URL.',
  '28P01':
    'Check user and password in DATABASE_URL. A database without Mandor, or whose password was changed, needs `mandor deploy` first.',
  '28000': 'Run `mandor deploy` with a user that may create roles.',
  '3D000': 'Create the database first, or correct its name in DATABASE_URL.',
  '3F000': 'This database has no Mandor in it yet: run `mandor deploy`.',
  '42P01': 'This database has no Mandor in it yet, or an older one: run `mandor deploy`.',
  '42883': 'This database has no Mandor in it yet, or an older one: run `mandor deploy`.',
  '57P03': 'The database is starting or stopping; try again in a moment.',
};

/** Errors of the file system, which know the path. */
const FILE: Readonly<Record<string, string>> = {
  ENOENT: 'is not there. Check the path; it is taken from the folder you are in.',
  ENOTDIR: 'cannot be reached: a part of the path is no folder.',
  EISDIR: 'is a folder; a file is needed.',
  EEXIST: 'is there already and is no folder.',
  EACCES: 'may not be read or written by this user. Check its rights.',
  EPERM: 'may not be changed by this user. Check its rights.',
  EROFS: 'lies on a disk that cannot be written to.',
};

/** One readable message for a person: what happened, and what to do next. Never a stack, never a secret. */
export function explainError(error: unknown): string {
  if (error instanceof ConfigError || error instanceof DeployError || error instanceof EmbeddedError) return withoutSecrets(error.message);
  const { code = '', path } = error as { code?: unknown; path?: unknown };
  const file = FILE[String(code)];
  if (file !== undefined && typeof path === 'string') return withoutSecrets(`${path} ${file}`);
  const known = error instanceof DbError ? error : isDatabaseError(error) ? toDbError(error) : undefined;
  if (known !== undefined) {
    const next = CONNECTION[known.code] ?? known.hint;
    const text = known.message || (known.code === 'ECONNREFUSED' ? 'The database cannot be reached' : 'The database refused');
    return withoutSecrets(next === undefined ? text : `${text.replace(/\.$/, '')}. ${next}`);
  }
  return withoutSecrets(error instanceof Error ? error.message : String(error));
}

function isDatabaseError(error: unknown): error is Error {
  return error instanceof Error && typeof (error as { code?: unknown }).code === 'string';
}
