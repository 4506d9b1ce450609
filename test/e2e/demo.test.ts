// The demo as a person starts it, on a database of its own: each step reaches its state. Its sandboxes' requests are among
// those that test/last holds against the vendors' descriptions.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mandor } from '../support/cli.ts';
import { emptyDatabase } from '../support/harness.ts';

test('a whole demo: each step reaches its state, from the empty database to the Sheet whose cell was typed over', async () => {
  const { url } = await emptyDatabase();
  const { code, stdout, stderr } = await mandor(['demo', '--json'], { DATABASE_URL: url }, undefined, 170_000);
  assert.equal(code, 0, stderr.slice(-3000));
  const { ok, steps } = JSON.parse(stdout) as { ok: boolean; steps: { key: string; ok: boolean; detail: string }[] };
  assert.deepEqual(
    steps.filter((step) => !step.ok),
    [],
  );
  assert.ok(ok && steps.some((step) => step.key === 'control_sheet'));
});
