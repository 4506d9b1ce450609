// What goes wrong at a desk, by the real commands: one readable message with the next step, no stack, another exit code
// than 0, and nothing half-done.
import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { type CliOutcome, emptyFolder, mandor } from '../support/cli.ts';
import { emptyDatabase } from '../support/harness.ts';
import { startInstance } from '../support/instance.ts';
import { withoutReview } from '../support/review.ts';

const DAY = '2026-02-07';

/** One message on stderr that says what and what next; nothing on stdout, no stack, no secret. */
function oneMessage(outcome: CliOutcome, what: RegExp, next: RegExp, secrets: readonly string[] = []): void {
  const { code, stdout, stderr } = outcome;
  assert.notEqual(code, 0, 'exit code 0');
  assert.notEqual(code, null, 'killed: it did not end by itself');
  assert.match(stderr, what);
  assert.match(stderr, next);
  assert.equal(stdout, '');
  noNoise(outcome, secrets);
  assert.ok(stderr.trim().split('\n').length <= 6, `more than one message:\n${stderr}`);
  console.log(`exit ${code}: ${stderr.trim().replaceAll('\n', ' ⏎ ')}`);
}

function noNoise({ stdout, stderr }: CliOutcome, secrets: readonly string[] = []): void {
  assert.doesNotMatch(stdout + stderr, /\n\s+at |node:internal|UnhandledPromise|\[object /);
  for (const secret of secrets) assert.ok(!(stdout + stderr).includes(secret), 'a secret is shown');
}

describe('bad input', { concurrency: 2 }, async () => {
  const instance = await startInstance({ seed: 3, size: 'S', endDate: DAY, rate: 400, clock: '2026-02-08T06:00:00+07:00' });
  const { db, sandbox } = instance;
  await db.sql(
    `insert into ops.recipients (key, channel, address)
     select d.recipient_key, 'email', 'gudang@toko.example' from ops.job_definitions d where d.makes_work_item`,
  );
  // Doctor misses people who sign; here it is asked about other things.
  await withoutReview(db);
  await instance.startWorker();
  const env = { ...sandbox.env, DATABASE_URL: db.url };
  const password = new URL(db.url).password;
  const secrets = [...Object.values(sandbox.tokens), ...Object.values(sandbox.secrets), ...(password === '' ? [] : [password])];

  /** Every row of the tables that a command could have begun to fill. */
  const traces = async (): Promise<number> =>
    (
      await db.sql(
        `select ((select count(*) from raw.load_history) + (select count(*) from ops.occurrences) + (select count(*) from ops.work_items)
               + (select count(*) from raw.staging_sales) + (select count(*) from raw.staging_stock))::int as n`,
      )
    )[0].n;

  async function doctor(
    given: Readonly<Record<string, string>>,
  ): Promise<{ outcome: CliOutcome; lines: Map<string, { state: string; says: string }> }> {
    const outcome = await mandor(['doctor', '--json'], given);
    noNoise(outcome, secrets);
    const { lines } = JSON.parse(outcome.stdout) as { lines: { line: string; state: string; says: string }[] };
    return { outcome, lines: new Map(lines.map((line) => [line.line, line])) };
  }

  /** doctor names the entity, says what is wrong and what to do, and finds everything else well. */
  async function doctorFinds(
    given: Readonly<Record<string, string>>,
    state: string,
    says: RegExp,
    wrong: readonly string[] = ['Accurate DDD'],
  ): Promise<void> {
    const { outcome, lines } = await doctor(given);
    assert.equal(outcome.code, 1);
    assert.deepEqual(
      [...lines].filter(([, line]) => !['ok', 'off'].includes(line.state)).map(([name]) => name),
      wrong,
    );
    const line = lines.get('Accurate DDD');
    assert.equal(line?.state, state);
    assert.match(line?.says ?? '', says);
    console.log(`doctor: Accurate DDD ${state}: ${line?.says}`);
    assert.equal(await traces(), 0);
  }

  describe('at the ERP', { concurrency: 1 }, () => {
    it('is not there: doctor is content', async () => {
      const { outcome, lines } = await doctor(env);
      assert.deepEqual(
        // Nobody is told of alerts or in the morning in this instance, nothing was cross-checked yet, Notion has no databases and replies come by Gmail alone: off, and not wrong.
        [...lines].filter(([, line]) => line.state !== 'ok').map(([name, line]) => [name, line.state]),
        [
          ['director', 'off'],
          ['alerts', 'off'],
          ['Notion tasks', 'off'],
          ['Notion dashboard', 'off'],
          ['cross-check', 'off'],
          ['replies IMAP', 'off'],
        ],
      );
      assert.equal(outcome.code, 0);
    });

    it('a token without its secret, and a secret without its token', async () => {
      const { ACCURATE_API_TOKEN_MBB: _, ...rest } = env as Record<string, string>;
      const message = /ACCURATE_API_TOKEN_MBB: is missing, though ACCURATE_SIGNATURE_SECRET_MBB is set/;
      for (const command of [['doctor'], ['worker']]) oneMessage(await mandor(command, rest), message, /Set both or none/, secrets);
      assert.equal(await traces(), 0);
    });

    it('no token at all is no error for doctor, which says how to switch the entity on', async () => {
      const { ACCURATE_API_TOKEN_DDD: _, ACCURATE_SIGNATURE_SECRET_DDD: __, ...rest } = env as Record<string, string>;
      const { outcome, lines } = await doctor(rest);
      assert.equal(outcome.code, 0);
      assert.equal(lines.get('Accurate DDD')?.state, 'off');
      assert.match(
        lines.get('Accurate DDD')?.says ?? '',
        /set ACCURATE_ACCOUNT_URL, ACCURATE_API_TOKEN_DDD and ACCURATE_SIGNATURE_SECRET_DDD/,
      );
    });

    it('a token that is none', () =>
      doctorFinds({ ...env, ACCURATE_API_TOKEN_DDD: 'not-a-token' }, 'unusable', /no valid API token.*Copy ACCURATE_API_TOKEN/));

    it('a token that is unknown', () =>
      doctorFinds({ ...env, ACCURATE_API_TOKEN_DDD: `${sandbox.tokens.DDD}x` }, 'unusable', /unknown or was revoked.*Create a new one/));

    it('a secret of another application', () =>
      doctorFinds(
        { ...env, ACCURATE_SIGNATURE_SECRET_DDD: sandbox.secrets.MBB },
        'unusable',
        /does not belong to this token.*Compare ACCURATE_SIGNATURE_SECRET/,
      ));

    it('a token that was revoked', async () => {
      sandbox.control.revokeToken('DDD');
      try {
        await doctorFinds(env, 'unusable', /unknown or was revoked.*Create a new one/);
      } finally {
        sandbox.control.revokeToken('DDD', false);
      }
    });

    it('a clock that is 20 minutes off', async () => {
      sandbox.control.setClockOffset(20 * 60_000);
      try {
        const all = ['DDD', 'LJBB', 'MBB', 'UBB'].map((entity) => `Accurate ${entity}`);
        await doctorFinds(env, 'unusable', /clock is 20 minutes behind.*network time/, all);
      } finally {
        sandbox.control.setClockOffset(0);
      }
    });
  });

  describe('at the database', { concurrency: 1 }, () => {
    const closed = 'postgres://postgres:geheim@127.0.0.1:1/mandor';
    it('nothing answers there', async () => {
      for (const command of [['status'], ['worker'], ['deploy'], ['run', 'stock.ddd', '--date', DAY]]) {
        oneMessage(
          await mandor(command, { DATABASE_URL: closed }),
          /127\.0\.0\.1:1/,
          /Start the database, or check host and port in DATABASE_URL/,
          ['geheim'],
        );
      }
    });

    it('nothing answers there, says doctor too', async () => {
      const outcome = await mandor(['doctor'], { DATABASE_URL: closed });
      noNoise(outcome, ['geheim']);
      assert.equal(outcome.code, 1);
      assert.match(outcome.stdout, /wrong\s+database .*Start the database, or check host and port in DATABASE_URL/);
    });

    it('the password is wrong', async (t) => {
      if (password === '') return t.skip('the test server asks for no password');
      const wrong = new URL(db.url);
      wrong.password = 'salah-sandi';
      oneMessage(
        await mandor(['status'], { DATABASE_URL: wrong.href }),
        /password authentication failed/,
        /Check user and password in DATABASE_URL/,
        ['salah-sandi'],
      );
    });

    it('there is no database of that name', async () => {
      const other = new URL(db.url);
      other.pathname = '/tidak_ada';
      oneMessage(
        await mandor(['status'], { DATABASE_URL: other.href }),
        /"tidak_ada" does not exist/,
        /Create the database first/,
        secrets,
      );
    });

    it('Mandor is not in it yet', async () => {
      const empty = await emptyDatabase();
      for (const command of [['status'], ['run', 'stock.ddd', '--date', DAY], ['worker']]) {
        oneMessage(await mandor(command, { DATABASE_URL: empty.url }), /Mandor/, /run `mandor deploy`/, secrets);
      }
    });

    it('is no address', async () => {
      oneMessage(
        await mandor(['status'], { DATABASE_URL: 'mysql://x' }),
        /DATABASE_URL: is not a valid address/,
        /it looks like postgres:\/\//,
      );
    });

    it('the data folder is of an older PostgreSQL', async () => {
      const cwd = emptyFolder();
      const data = join(cwd, 'var', 'pg', 'data');
      mkdirSync(data, { recursive: true });
      writeFileSync(join(data, 'PG_VERSION'), '17\n');
      for (const command of [['status'], ['up'], ['demo']]) {
        oneMessage(await mandor(command, {}, cwd), /was made by PostgreSQL 17/, /To begin anew: mv .*To keep the data: .*pg_dumpall/s);
        assert.deepEqual(readdirSync(data), ['PG_VERSION']);
      }
    });
  });

  describe('in the command', { concurrency: 1 }, () => {
    it('a job that does not exist', async () => {
      oneMessage(await mandor(['run', 'stok.ddd', '--date', DAY], env), /there is no job stok\.ddd/, /Known: .*stock\.ddd/);
      assert.equal(await traces(), 0);
    });

    it('a date that does not exist', async () => {
      for (const date of ['2026-02-30', '08/02/2026', 'kemarin']) {
        oneMessage(
          await mandor(['run', 'stock.ddd', '--date', date], env),
          new RegExp(`--date ${date} is not a date`),
          /Write it as year-month-day/,
        );
      }
      assert.equal(await traces(), 0);
    });

    it('a command that does not exist', async () => {
      oneMessage(await mandor(['stauts'], env), /unknown command 'stauts'/, /Did you mean status\?|--help/);
    });

    it('an option that does not exist, of any command', async () => {
      oneMessage(
        await mandor(['run', 'stock.ddd', '--date', DAY, '--tanggal', DAY], env),
        /unknown option '--tanggal'/,
        /--help says more/,
      );
      assert.equal(await traces(), 0);
    });

    it('a port that is taken', async () => {
      const server = createServer().listen(0, '127.0.0.1');
      after(() => server.close());
      await new Promise((resolve) => server.once('listening', resolve));
      const { port } = server.address() as AddressInfo;
      oneMessage(
        await mandor(['sandbox', '--port', String(port)], {}),
        new RegExp(`127\\.0\\.0\\.1:${port}: the port is taken`),
        /Choose another one or stop its owner/,
      );
    });
  });
});
