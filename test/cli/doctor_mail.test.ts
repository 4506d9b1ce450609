// `mandor doctor mail` as a person calls it, and what it says about the header that stands on top.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { startSandbox } from '../../src/sandbox/index.ts';
import { mandor } from '../support/cli.ts';
import { testDatabase } from '../support/harness.ts';

const db = await testDatabase();
const sandbox = await startSandbox({ seed: 1, size: 'S', endDate: '2026-02-07' });
after(() => sandbox.stop());

async function doctor(env: Record<string, string>, ...args: string[]): Promise<{ status: number | null; lines: Record<string, string>[] }> {
  const { code, stdout, stderr } = await mandor(['doctor', 'mail', '--json', ...args], { DATABASE_URL: db.url, ...env });
  assert.notEqual(stdout, '', stderr);
  return { status: code, lines: JSON.parse(stdout).lines };
}
const states = (lines: Record<string, string>[]): string[] => lines.map((one) => `${one.line} ${one.state}`);

test('nothing on top of our own mail: said so, with the other way to sign; with a header, what it says', async () => {
  const bare = await doctor(sandbox.env);
  assert.deepEqual([bare.status, states(bare.lines)], [1, ['test mail ok', 'sender check unusable']]);
  assert.match(bare.lines[0]?.says ?? '', /left by gmail, was in the mailbox of robot@sandbox\.example/);
  assert.match(bare.lines[1]?.next_step ?? '', /Telegram button/);
  sandbox.google.gmail.checkOwn({});
  const told = await doctor(sandbox.env);
  assert.deepEqual(states(told.lines).slice(0, 2), ['test mail ok', 'sender check ok']);
  assert.match(told.lines[1]?.says ?? '', /mx\.google\.com says dmarc=pass for mandor\.example, dkim=pass of mandor\.example/);
  assert.equal(told.lines[2]?.line, 'rule');
  assert.equal(told.status, told.lines[2]?.state === 'ok' ? 0 : 1);
});

test('a mail that does not arrive, and no mail at all', async () => {
  const [lost, off] = await Promise.all([doctor({ ...sandbox.env, MAIL_VIA: 'smtp' }, '--wait', '1'), doctor({})]);
  assert.deepEqual([lost.status, states(lost.lines)], [1, ['test mail wrong']]);
  assert.match(lost.lines[0]?.says ?? '', /left by smtp for robot@sandbox\.example and was not in the mailbox after/);
  assert.deepEqual([off.status, states(off.lines)], [1, ['test mail off']]);
});

test('the rule that would accept a sender, or what to do', async () => {
  await db.sql(
    `insert into ops.mail_trust (source, authserv_id, rule, domain, note) values ('gmail', 'mx.google.com', 'dkim', 'kecil.example', 'test')`,
  );
  const tried = async (dmarc: string | null, from: string | null, address: string, signer?: string, server = 'mx.google.com') => {
    const dkim = signer === undefined ? [] : [{ result: 'pass', domain: signer, has_length: false }];
    const [row] = await db.sql(
      'select * from ops.mail_trust_try($1, $2, $3)',
      'gmail',
      { authserv_id: server, dmarc, header_from: from, dkim },
      address,
    );
    return `${row.accepted_by ?? row.says} | ${row.next_step ?? ''}`;
  };
  assert.equal(await tried('pass', 'toko.example', 'a@toko.example'), 'dmarc of mx.google.com | ');
  assert.equal(await tried('none', null, 'a@kecil.example', 'kecil.example'), 'dkim of mx.google.com for kecil.example | ');
  assert.match(await tried('pass', 'toko.example', 'a@toko.example', undefined, 'mx.x.example'), /Add \(gmail, mx\.x\.example, dmarc\)/);
  assert.match(await tried('none', null, 'a@lain.example', 'lain.example'), /add \(gmail, mx\.google\.com, dkim, lain\.example\)/);
  assert.match(await tried('pass', 'lain.example', 'a@toko.example'), /Nothing proves/);
});
