// The machine's time zone must not move a figure. In one process that cannot be shown: libraries read TZ when they load.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { emptyDatabase, ROOT } from '../support/harness.ts';

interface Figures {
  readonly zone: string;
  readonly figures: string;
  readonly result: string;
  readonly hash: string;
}

async function figuresIn(zone: string): Promise<Figures> {
  const { url } = await emptyDatabase();
  const child = spawn(process.execPath, [join(ROOT, 'test/support/figures_of_day.ts'), url], {
    cwd: ROOT,
    env: { ...process.env, TZ: zone },
    stdio: ['ignore', 'pipe', 'inherit'],
    timeout: 120_000,
  });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
  });
  const code = await new Promise((done) => child.once('close', done));
  assert.equal(code, 0, `the day was not computed with TZ=${zone}`);
  return JSON.parse(text) as Figures;
}

test('the same day gives byte-identical figures and sentences in Jakarta and in New York', async () => {
  // Roles belong to the whole server: two deploys of new databases take turns anyway.
  const [jakarta, newYork] = [await figuresIn('Asia/Jakarta'), await figuresIn('America/New_York')];
  assert.match(jakarta.zone, /Asia\/Jakarta, Mon Mar 02 2026 00:05:00 GMT\+0700/);
  assert.match(newYork.zone, /America\/New_York, Sun Mar 01 2026 12:05:00 GMT-0500/);
  assert.equal(newYork.figures, jakarta.figures);
  assert.equal(newYork.result, jakarta.result);
  assert.equal(newYork.hash, jakarta.hash);
  assert.ok(jakarta.figures.length > 1000, 'there are no figures');
  console.log(`${jakarta.zone}\n${newYork.zone}\n${jakarta.figures.length} characters of figures, hash ${jakarta.hash} in both`);
});
