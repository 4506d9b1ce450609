// The template database of a run: the whole project deployed once, then copied for each test file.
import { join } from 'node:path';
import { deploy } from '../../src/db/deploy.ts';
import { withDatabase } from '../../src/db/pool.ts';
import { createDatabase } from './cluster.ts';

/** The project folder. */
export const ROOT = join(import.meta.dirname, '..', '..');

/** Deploys the project into a new database of the given name and leaves nobody connected to it. */
export async function makeTemplate(url: string, name: string): Promise<string> {
  await createDatabase(url, name);
  await deploy({ url: withDatabase(url, name), root: ROOT, kind: 'test' });
  return name;
}
