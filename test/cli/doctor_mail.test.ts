// `mandor doctor mail` as a person calls it, and what it says about the header that stands on top.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { trustLines } from '../../src/cli/commands/doctor-mail.ts';
import { topmostAuthResults } from '../../src/connectors/mail/auth_results.ts';
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

test('only the topmost header counts, and what a comment says does not', () => {
  const read = (...headers: string[]) =>
    topmostAuthResults(Buffer.from(`${headers.join('\r\n')}\r\n\r\nAuthentication-Results: body; dmarc=pass\r\n`));
  assert.equal(read('From: a@b.example'), null);
  const real =
    'Authentication-Results: mx.google.com;\r\n\tdkim=pass header.i=@toko.example header.s=s1;\r\n spf=pass (google.com: x) smtp.mailfrom=a@toko.example;\r\n       dmarc=pass (p=REJECT sp=REJECT dis=NONE) header.from=Toko.example';
  assert.deepEqual(read('Received: x', real, 'From: a@toko.example'), {
    authservId: 'mx.google.com',
    dmarc: 'pass',
    headerFrom: 'toko.example',
    dkim: [{ result: 'pass', domain: 'toko.example' }],
  });
  const forged = 'Authentication-Results: mx.google.com; dmarc=pass header.from=toko.example';
  assert.equal(
    read('Authentication-Results: mx.google.com; dmarc=fail (dmarc=pass; header.from=x) header.from=toko.example', forged)?.dmarc,
    'fail',
  );
  assert.deepEqual(read('authentication-results: mx.other.example 1; none', forged), {
    authservId: 'mx.other.example',
    dmarc: null,
    headerFrom: null,
    dkim: [],
  });
  assert.equal(
    read('Authentication-Results: mx.google.com; spf=pass (; dmarc=pass header.from=toko.example ) smtp.mailfrom=x')?.dmarc,
    null,
  );
  assert.equal(read('X-Authentication-Results: mx.google.com; dmarc=pass')?.dmarc, undefined);
});

test('the rule that would accept a sender, or what to do', () => {
  const rules = [
    { authservId: 'mx.google.com', rule: 'dmarc', domain: null },
    { authservId: 'mx.google.com', rule: 'dkim', domain: 'kecil.example' },
  ] as const;
  const results = (dmarc: string | null, headerFrom: string | null, signer?: string, authservId = 'mx.google.com') => ({
    authservId,
    dmarc,
    headerFrom,
    dkim: signer === undefined ? [] : [{ result: 'pass', domain: signer }],
  });
  const rule = (...given: Parameters<typeof trustLines>) => trustLines(...given).at(-1);
  assert.match(rule(results('pass', 'toko.example'), rules, 'a@toko.example')?.says ?? '', /accepted by dmarc of mx\.google\.com/);
  assert.match(
    rule(results('none', null, 'kecil.example'), rules, 'a@kecil.example')?.says ?? '',
    /accepted by dkim .* for kecil\.example/,
  );
  assert.match(
    rule(results('pass', 'toko.example', undefined, 'mx.x.example'), rules, 'a@toko.example')?.next_step ?? '',
    /Add \(mx\.x\.example, dmarc\)/,
  );
  assert.match(
    rule(results('none', null, 'lain.example'), rules, 'a@lain.example')?.next_step ?? '',
    /add \(mx\.google\.com, dkim, lain\.example\)/,
  );
  assert.match(rule(results('pass', 'lain.example'), rules, 'a@toko.example')?.next_step ?? '', /Nothing proves/);
  assert.equal(rule(null, rules, 'a@toko.example')?.state, 'unusable');
});
