// `npm run check`: everything that must hold before a commit and needs no test. Each part says what is wrong; all run.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { freshFiles } from '../../src/db/fresh-types.ts';
import { projectProblems } from './rules.ts';
import { ROOT } from './template.ts';

type Part = () => Promise<string[]> | string[];

function program(name: string, args: string[]): string[] {
  const { status, stdout, stderr, error } = spawnSync(join(ROOT, 'node_modules', '.bin', name), args, { cwd: ROOT, encoding: 'utf8' });
  if (status === 0) return [];
  return [`${stdout ?? ''}${stderr ?? ''}`.trim() || (error?.message ?? `${name} ended with ${status}`)];
}

/** The files made from the catalog, against those in git; MANDOR_TEST_BIN_DIR makes them with another PostgreSQL. */
async function generated(): Promise<string[]> {
  try {
    const files = await freshFiles(ROOT, process.env.MANDOR_TEST_BIN_DIR);
    return files
      .filter((file) => !file.isSame)
      .map((file) => `${file.path} is not what the database says. Run "npm run db:types" and commit it.`);
  } catch (e) {
    return [(e as Error).message];
  }
}

const PARTS: readonly (readonly [title: string, part: Part])[] = [
  ['types', () => program('tsc', ['--noEmit', '-p', '.'])],
  ['format and lint', () => program('biome', ['check', '--colors=off'])],
  ['imports and SQL style', () => projectProblems(ROOT)],
  ['generated files', generated],
];

for (const [title, part] of PARTS) {
  const started = performance.now();
  const problems = await part();
  console.log(`${problems.length === 0 ? 'ok  ' : 'FAIL'} ${title} (${((performance.now() - started) / 1000).toFixed(1)} s)`);
  for (const problem of problems) console.log(problem.replace(/^/gm, '     '));
  if (problems.length > 0) process.exitCode = 1;
}
