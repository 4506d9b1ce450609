// `npm run check`: everything that must hold before a commit and needs no test. Each part says what is wrong; all run.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateTypes } from '../../src/db/codegen.ts';
import { openClient, withDatabase } from '../../src/db/pool.ts';
import { startCluster } from './cluster.ts';
import { projectProblems } from './rules.ts';
import { makeTemplate, ROOT } from './template.ts';

type Part = () => Promise<string[]> | string[];

function program(name: string, args: string[]): string[] {
  const { status, stdout, stderr, error } = spawnSync(join(ROOT, 'node_modules', '.bin', name), args, { cwd: ROOT, encoding: 'utf8' });
  if (status === 0) return [];
  return [`${stdout ?? ''}${stderr ?? ''}`.trim() || (error?.message ?? `${name} ended with ${status}`)];
}

/** Deploys into a throw-away server and compares the types of its catalog with those in git. */
async function generated(): Promise<string[]> {
  const cluster = await startCluster();
  const name = `mandor_types_${process.pid}`;
  try {
    await makeTemplate(cluster.url, name);
    const client = await openClient(withDatabase(cluster.url, name));
    const text = await generateTypes(client).finally(() => client.end());
    return text === readFileSync(join(ROOT, 'src', 'db', 'db.gen.ts'), 'utf8')
      ? []
      : ['src/db/db.gen.ts is not what the database says. Run "npm run db:types" and commit it.'];
  } catch (e) {
    return [(e as Error).message];
  } finally {
    await cluster.drop(name).catch(() => undefined);
    await cluster.stop();
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
