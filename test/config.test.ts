import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { inspect } from 'node:util';
import { CONFIG_NAMES, ConfigError, loadConfig, readEnvironment } from '../src/config.ts';
import { withoutSecrets } from '../src/log.ts';

const dir = mkdtempSync(join(tmpdir(), 'mandor-config-'));
after(() => rmSync(dir, { recursive: true, force: true }));

test('nothing set is a working configuration', () => {
  const config = loadConfig({});
  assert.deepEqual([config.databaseUrl, config.testMode, config.timezone, config.depth], [undefined, false, 'Asia/Jakarta', 1]);
  assert.deepEqual(config.accurate.credentials, {});
});

test('all that is wrong is told at once, one line each, without the values', () => {
  const env = {
    DATABASE_URL: 'mysql://root:hunter2@db.example/x',
    MANDOR_TIMEZONE: 'Asia/Atlantis',
    MANDOR_DEPTH: 'deep',
    MANDOR_TEST_MODE: 'maybe',
    SMTP_URL: 'hunter2',
  };
  const error = (() => {
    try {
      return loadConfig(env);
    } catch (e) {
      return e;
    }
  })();
  assert.ok(error instanceof ConfigError);
  assert.deepEqual(error.problems.map((p) => p.split(':')[0]).sort(), Object.keys(env).sort());
  assert.doesNotMatch(error.message, /hunter2/);
  assert.equal(error.message.split('\n').length, 1 + 5);
});

test('a token without its secret is told', () => {
  assert.throws(() => loadConfig({ ACCURATE_API_TOKEN_MBB: 'x' }), {
    name: 'ConfigError',
    message: /ACCURATE_SIGNATURE_SECRET_MBB: is missing/,
  });
  const { accurate } = loadConfig({ ACCURATE_API_TOKEN_MBB: 'token-1', ACCURATE_SIGNATURE_SECRET_MBB: 'secret-1' });
  assert.equal(accurate.credentials.MBB?.apiToken.reveal(), 'token-1');
  assert.equal(accurate.credentials.DDD, undefined);
});

test('each value may come from a file; a missing one and a double one are told', () => {
  const file = join(dir, 'url');
  writeFileSync(file, 'postgres://u:p@db.example/mandor\n');
  assert.equal(loadConfig({ DATABASE_URL_FILE: file }).databaseUrl?.reveal(), 'postgres://u:p@db.example/mandor');
  assert.throws(() => loadConfig({ DATABASE_URL_FILE: join(dir, 'nothing') }), { message: /DATABASE_URL_FILE: .* cannot be read/ });
  assert.throws(() => loadConfig({ DATABASE_URL_FILE: file, DATABASE_URL: 'postgres://db.example/x' }), { message: /given twice/ });
});

test('.env is read and the environment wins over it', () => {
  writeFileSync(join(dir, '.env'), 'MANDOR_DEPTH=3\nMANDOR_TIMEZONE="Asia/Makassar"\n');
  const config = loadConfig(readEnvironment(dir, { MANDOR_DEPTH: '5' }));
  assert.deepEqual([config.depth, config.timezone], [5, 'Asia/Makassar']);
});

test('a secret does not show itself', () => {
  const config = loadConfig({
    DATABASE_URL: 'postgres://u:hunter2@db.example/mandor',
    ACCURATE_API_TOKEN_DDD: 'hunter2',
    ACCURATE_SIGNATURE_SECRET_DDD: 'hunter2',
  });
  for (const shown of [JSON.stringify(config), inspect(config, { depth: 9 }), `${config.databaseUrl}`])
    assert.doesNotMatch(shown, /hunter2/);
  assert.equal(
    withoutSecrets('connect postgres://u:hunter2@db.example/x failed, password=hunter2'),
    'connect postgres://u:***@db.example/x failed, password=***',
  );
});

test('.env.example documents every name', () => {
  const text = readFileSync(join(import.meta.dirname, '..', '.env.example'), 'utf8');
  for (const name of CONFIG_NAMES) assert.match(text, new RegExp(`^# ${name}=`, 'm'), name);
});
