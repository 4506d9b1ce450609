// `mandor run --wait`: a person sees a pull end, and how; on a terminal a bar shows how far it is.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { loadReference } from '../../src/cli/demo/company.ts';
import { progressBar } from '../../src/cli/output.ts';
import { mandor } from '../support/cli.ts';
import { startInstance } from '../support/instance.ts';

const DAY = '2026-02-07';

describe('mandor run --wait', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'mandor-wait-'));
  after(() => rmSync(dir, { recursive: true, force: true }));
  const instance = await startInstance({
    seed: 4,
    size: 'S',
    endDate: DAY,
    rate: 4000,
    clock: '2026-02-08T06:00:00+07:00',
    invoicesPerDay: 30,
  });
  await loadReference(instance.db.deployPool, instance.sandbox, dir);
  await instance.startWorker();
  const env = { DATABASE_URL: instance.db.url };

  it('ends with the run and says what it did; the second time most is copied', async () => {
    const first = await mandor(['run', 'sales.ddd', '--date', DAY, '--wait'], env);
    assert.deepEqual([first.code, first.stderr], [0, '']);
    assert.match(first.stdout, /^Run \d+ of sales\.ddd for 2026-02-07: done, \d+ rows\.\n$/);
    const second = await mandor(['run', 'sales.ddd', '--date', DAY, '--wait'], env);
    assert.match(second.stdout, /: done, \d+ rows \((\d+) of \1 documents unchanged and copied\)\.\n$/);
    const full = await mandor(['run', 'sales.ddd', '--date', DAY, '--wait', '--full', '--json'], env);
    const { status, text } = JSON.parse(full.stdout);
    assert.equal(status, 'done');
    assert.match(text, /^\d+ rows$/, 'nothing is copied when everything is asked for');
  });

  it('exits with 1 and the reason when the run failed', async () => {
    instance.sandbox.control.revokeToken('MBB');
    const outcome = await mandor(['run', 'sales.mbb', '--date', DAY, '--wait'], env);
    assert.equal(outcome.code, 1);
    assert.match(outcome.stdout, /: failed, Accurate refused .* unknown or was revoked/);
  });

  it('draws a bar on a terminal and nothing elsewhere', () => {
    const draw = (isTTY: boolean): string => {
      let text = '';
      const stream = { isTTY, write: (piece: string) => (text += piece) } as unknown as NodeJS.WriteStream;
      const bar = progressBar('sales.ddd', stream);
      bar.update(0, null);
      bar.update(6, 12);
      bar.update(12, 12);
      bar.end();
      return text;
    };
    assert.equal(draw(false), '');
    const frames = draw(true).split('\r\x1b[2K');
    assert.match(frames[1] as string, /░{24} 0$/);
    assert.match(frames[2] as string, /█{12}░{12} 6\/12$/);
    assert.match(frames[3] as string, /█{24} 12\/12$/);
    assert.equal(frames.at(-1), '', 'the line is clean for what is printed next');
  });
});
