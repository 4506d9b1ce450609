// What an answer of a machine means, case by case: the traps of OpenClaw's commands, and answers that are none.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from '../../support/harness.ts';

const db = await testDatabase();
const NOW = Date.parse('2026-02-09T07:00:00+07:00');
const judge = async (step: string, outcome: object) =>
  (
    await db.sql(
      `select j.* from ops.runbook_steps r, ops.step_judge(r.step, coalesce(r.expect, r.default_expect), $2, $3) j where r.runbook = 'openclaw' and r.step = $1`,
      step,
      JSON.stringify(outcome),
      new Date(NOW).toISOString(),
    )
  )[0];
const said = (stdout: unknown, exit: number | null = 0, stderr = '') => ({
  exit,
  stdout: typeof stdout === 'string' ? stdout : JSON.stringify(stdout),
  stderr,
});
const telegram = (more: object) => said({ ok: true, channels: { telegram: { enabled: true, configured: true, running: true, ...more } } });

const CASES: [string, string, object, string, RegExp?][] = [
  ['health', 'all well', telegram({ probe: { ok: true } }), 'ok'],
  ['health', 'no probe is neither', telegram({}), 'ok'],
  ['health', 'the probe failed', telegram({ probe: { ok: false, error: '401' } }), 'dead', /401/],
  ['health', 'a bad state', telegram({ healthState: 'stale-socket' }), 'dead', /stale-socket/],
  ['health', 'a good state', telegram({ healthState: 'healthy' }), 'ok'],
  ['health', 'the last error', telegram({ lastError: 'ETIMEDOUT' }), 'dead', /ETIMEDOUT/],
  ['health', 'not running', telegram({ running: false }), 'dead', /tidak berjalan/],
  [
    'health',
    'one of two accounts',
    telegram({ accounts: { a: { running: true }, b: { running: true, probe: { ok: false } } } }),
    'dead',
    /\(b\)/,
  ],
  ['health', 'a channel that is switched off', telegram({ enabled: false, running: false, probe: { ok: false } }), 'ok'],
  ['health', 'a channel that is not configured', telegram({ configured: false, running: false }), 'ok'],
  ['health', 'an event loop that is degraded', said({ ok: true, eventLoop: { degraded: true } }), 'dead', /kewalahan/],
  ['health', 'a plugin that failed', said({ ok: true, plugins: { errors: ['telegram: boom'] } }), 'dead', /boom/],
  [
    'health',
    'messages that did not leave are told, not restarted for',
    said({ ok: true, deliveryQueues: { failed: [{ queueName: 'outbound', count: 2 }] } }),
    'ok',
  ],
  ['health', 'starting, with exit 0', said({ status: 'starting', startupPhase: 'channels' }), 'starting'],
  [
    'health',
    'the envelope of a failure',
    said({ ok: false, error: { type: 'cli_error', message: 'tidak ada gateway' } }, 1),
    'dead',
    /tidak ada gateway/,
  ],
  ['health', 'an old version’s failure', said('', 1, 'Error: connect ECONNREFUSED'), 'dead', /ECONNREFUSED/],
  ['health', 'log lines before it', said(`[gateway] plugins {telegram}\n{"ok":true}\n`), 'ok'],
  ['health', 'no JSON', said('Segmentation fault'), 'dead', /tidak dapat dibaca/],
  ['health', 'half of it', said('{"ok":true,"channels":{"telegram":'), 'dead', /tidak dapat dibaca/],
  ['health', 'a hundred thousand brackets', said(`{"a":${'['.repeat(100_000)}}`), 'dead', /tidak dapat dibaca/],
  ['health', 'a NUL in JSON', said('{"ok":true,"channels":{"x":"\\u0000"}}'), 'dead'],
  ['health', 'channels that are a list', said({ ok: true, channels: [1, 2], plugins: 7, deliveryQueues: 'x', ts: 1e300 }), 'ok'],
  ['health', 'ok in words', said({ ok: 'yes' }), 'dead'],
  ['health', 'a command that it does not know', said('', 126, 'denied'), 'refused', /denied/],
  ['health', 'no such program', said('', 127, 'openclaw: not found'), 'refused'],
  ['health', 'ended by a signal', said('', null), 'dead'],
  ['health', 'cut off by the gate', said('', 124), 'dead'],
  ['health', 'never ended', { fault: 'command_timeout' }, 'dead'],
  ['health', 'too much', { fault: 'too_much_output' }, 'dead'],
  ['health', 'the line broke', { fault: 'dropped', sent: true }, 'unreachable'],
  ['health', 'another key', { fault: 'host_key', host_key: 'SHA256:x' }, 'refused', /SHA256:x/],
  ['health', 'no access', { fault: 'auth' }, 'refused'],
  ['health', 'our key file', { fault: 'key_file' }, 'refused'],
  ['health', 'nobody there', { fault: 'unreachable' }, 'unreachable'],
  ['health', 'a stalled handshake', { fault: 'handshake_timeout' }, 'unreachable'],
  ['health', 'a fault that nobody knows', { fault: 'gremlins' }, 'unreachable'],
  ['health', 'no SSH here', { fault: 'off' }, 'off'],
  ['restart', 'done', said('Gateway restarted.'), 'ok'],
  ['restart', 'still starting', said('', 2), 'starting'],
  ['restart', 'failed', said('', 1, 'exited with code 1'), 'dead', /exited with code 1/],
  ['restart', 'cut off by the gate', said('', 124), 'unknown'],
  ['restart', 'begun before and never ended', said('', 75), 'unknown'],
  ['restart', 'ended by a signal', { ...said('', null), signal: 'SIGTERM' }, 'unknown', /SIGTERM/],
  ['restart', 'never ended', { fault: 'command_timeout', sent: true }, 'unknown'],
  ['restart', 'the line broke', { fault: 'dropped', sent: true }, 'unknown'],
  ['restart', 'stopped before it was sent', { fault: 'dropped', sent: false }, 'unreachable'],
  ['restart', 'nobody there', { fault: 'unreachable', sent: false }, 'unreachable'],
  ['verify', 'ready', said({ ok: true, status: 'ready' }), 'ok'],
  ['verify', 'ready, without JSON', said('live'), 'ok'],
  ['verify', 'curl on 503', said({ ok: false, status: 'starting' }, 22), 'starting'],
  ['verify', 'curl without the answer', said('', 22), 'starting'],
  ['verify', 'nobody listens', said('', 7), 'dead'],
  ['verify', 'exit 0 and not ready', said({ ok: false }), 'dead'],
  ['schedule', 'no jobs', said({ jobs: [] }), 'ok'],
  ['schedule', 'no list', said({ ok: true }), 'dead'],
  ['schedule', 'an error', said('', 1, 'boom'), 'dead', /boom/],
];

test('each answer means what the sheet says', async () => {
  for (const [step, name, outcome, verdict, says] of CASES) {
    const got = await judge(step, outcome);
    assert.equal(got.verdict, verdict, `${step}, ${name}: ${JSON.stringify(got)}`);
    if (says !== undefined) assert.match(got.says, says, name);
    assert.ok(got.says.length > 5 && got.facts !== null, name);
  }
});

test('missed: enabled, due for longer than the grace, not running', async () => {
  const at = (minutes: number): object => ({ nextRunAtMs: NOW + minutes * 60_000 });
  const job = (name: string, state: object, more: object = {}) => ({ id: name, name, enabled: true, state, ...more });
  const { verdict, facts } = await judge(
    'schedule',
    said({
      jobs: [
        job('depan', at(5)),
        job('dalam toleransi', at(-9)),
        job('tepat', at(-10)),
        job('lewat', at(-11)),
        job('mati', at(-99), { enabled: false }),
        job('berjalan', { ...at(-99), runningAtMs: NOW }),
        job('status berjalan', at(-99), { status: 'running' }),
        job('tanpa waktu', {}),
        job('waktu aneh', { nextRunAtMs: 'besok' }),
        job('berhenti sendiri', { autoDisabled: { reason: 'consecutive-failures' } }, { enabled: false }),
        'bukan objek',
      ],
      hasMore: true,
      nextOffset: 50,
    }),
  );
  assert.equal(verdict, 'missed');
  assert.deepEqual(
    facts.missed.map((m: { name: string }) => m.name),
    ['lewat'],
  );
  assert.deepEqual([facts.enabled, facts.stopped, facts.next_offset], [8, ['berhenti sendiri'], 50]);
});

test('a person’s expectation counts, and its change is kept', async () => {
  await db.as('mandor_analyst', (c) =>
    c.query(`update ops.runbook_steps set expect = default_expect || '{"dead_on": ["channels"]}' where step = 'health'`),
  );
  assert.equal((await judge('health', said({ ok: true, plugins: { errors: ['x'] } }))).verdict, 'ok');
  assert.equal((await db.sql(`select count(*)::int as n from ops.settings_history where row_key = 'openclaw:health'`))[0].n >= 1, true);
  await assert.rejects(
    db.as('mandor_analyst', (c) => c.query(`update ops.runbook_steps set command = 'rm' where step = 'health'`)),
    { code: '42501' },
  );
});
