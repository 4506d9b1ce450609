// Configuration: environment variables and the file .env, read and checked once. The names are a contract with whoever
// runs it. All that is wrong is told at once, one line each, with what to do. Each family of names has a file in config/.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import * as v from 'valibot';
import { type AccurateCredentials, accurateCredentials, accurateShape, type Entity } from './config/accurate.ts';
import { type AnthropicConfig, anthropicConfig, anthropicShape } from './config/anthropic.ts';
import { type GineeConfig, gineeConfig, gineeShape } from './config/ginee.ts';
import { type GoogleConfig, googleConfig, googleShape } from './config/google.ts';
import { type MailConfig, mailConfig, mailShape } from './config/mail.ts';
import { type NotionConfig, notionConfig, notionShape } from './config/notion.ts';
import { type SshConfig, sshConfig, sshShape } from './config/ssh.ts';
import { flag, Secret, secretUrlOf, toSecret, webUrl } from './config/values.ts';

export { type AccurateCredentials, ENTITIES, type Entity } from './config/accurate.ts';
export type { GoogleLogin } from './config/google.ts';
export { Secret } from './config/values.ts';

const isZone = (zone: string): boolean => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
};

const databaseUrl = secretUrlOf(['postgres', 'postgresql'], 'postgres://user:password@host:5432/database');

const Schema = v.object({
  DATABASE_URL: v.optional(databaseUrl),
  MANDOR_TEST_DATABASE_URL: v.optional(databaseUrl),
  MANDOR_TEST_MODE: v.optional(flag, '0'),
  MANDOR_TIMEZONE: v.optional(v.pipe(v.string(), v.check(isZone, 'is no time zone; it looks like Asia/Jakarta')), 'Asia/Jakarta'),
  MANDOR_DEPTH: v.optional(
    v.pipe(
      v.string(),
      v.transform(Number),
      v.number('must be a number'),
      v.integer('must be a whole number'),
      v.minValue(1, 'must be at least 1'),
      v.maxValue(1000, 'must be at most 1000'),
    ),
    '1',
  ),
  MANDOR_LOG_LEVEL: v.optional(
    v.picklist(['debug', 'info', 'warn', 'error', 'silent'], 'must be debug, info, warn, error or silent'),
    'info',
  ),
  MANDOR_DEADMAN_URL: v.optional(secretUrlOf(['https', 'http'], 'https://hc-ping.example/0123-4567')),
  TELEGRAM_BOT_TOKEN: v.optional(
    v.pipe(v.string(), v.regex(/^\d+:[\w-]+$/, 'is no bot token; it looks like 123456:ABC-DEF'), v.transform(toSecret)),
  ),
  TELEGRAM_API_ROOT: v.optional(webUrl('https://api.telegram.org'), 'https://api.telegram.org'),
  ...accurateShape,
  ...anthropicShape,
  ...gineeShape,
  ...googleShape,
  ...mailShape,
  ...notionShape,
  ...sshShape,
});

type Raw = v.InferOutput<typeof Schema>;

export interface Config {
  /** Unset: the embedded server is used. */
  readonly databaseUrl: Secret | undefined;
  readonly testDatabaseUrl: Secret | undefined;
  /** True: effects go to the sandbox or to test recipients. */
  readonly testMode: boolean;
  readonly timezone: string;
  /** Scales random and fault tests; 1 in `npm test`. */
  readonly depth: number;
  readonly logLevel: Raw['MANDOR_LOG_LEVEL'];
  readonly accurate: {
    readonly accountUrl: string | undefined;
    /** Entities whose token and secret are both given. */
    readonly credentials: Readonly<Partial<Record<Entity, AccurateCredentials>>>;
  };
  readonly anthropic: AnthropicConfig;
  readonly ginee: GineeConfig;
  readonly google: GoogleConfig;
  readonly notion: NotionConfig;
  readonly smtpUrl: Secret | undefined;
  /** A mailbox that is read for replies besides Gmail's; undefined: none. */
  readonly imapUrl: Secret | undefined;
  readonly mail: MailConfig;
  readonly ssh: SshConfig;
  readonly telegram: { readonly botToken: Secret | undefined; readonly apiRoot: string };
  /** Names of the secrets that are given, never their values: their age is watched (ops.credentials). */
  readonly secretNames: readonly string[];
  /** Fetched each minute by a worker whose database answers; whoever misses it tells somebody. */
  readonly deadmanUrl: Secret | undefined;
}

/** What is wrong with the configuration, one line each. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(
      `The configuration is not right (environment variables or .env; .env.example explains each):\n${problems.map((p) => `  ${p}`).join('\n')}`,
    );
    this.problems = problems;
  }
}

/** Every name that is known here; `NAME_FILE` is the file form of it. */
export const CONFIG_NAMES: readonly string[] = Object.keys(Schema.entries);

function fromFiles(env: NodeJS.ProcessEnv, problems: string[]): Record<string, string> {
  const out: Record<string, string> = {};
  for (const name of CONFIG_NAMES) {
    const direct = env[name]?.trim();
    const file = env[`${name}_FILE`]?.trim();
    if (direct && file) problems.push(`${name}: is given twice, as itself and as ${name}_FILE. Remove one.`);
    if (direct) out[name] = direct;
    else if (file) {
      try {
        out[name] = readFileSync(file, 'utf8').trim();
        if (out[name] === '') problems.push(`${name}_FILE: the file ${file} is empty. Write the value into it.`);
      } catch (e) {
        problems.push(
          `${name}_FILE: the file ${file} cannot be read (${(e as NodeJS.ErrnoException).code}). Correct the path or its permissions.`,
        );
      }
    }
  }
  return out;
}

/** The environment with the values of a .env file added below it: what is set in the environment wins. */
export function readEnvironment(folder: string = process.cwd(), env: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  const file = join(folder, '.env');
  return existsSync(file) ? { ...parseEnv(readFileSync(file, 'utf8')), ...env } : env;
}

/**
 * Reads and checks the configuration.
 * @throws ConfigError with every problem at once; values are never quoted, they may be secrets.
 */
export function loadConfig(env: NodeJS.ProcessEnv = readEnvironment()): Config {
  const problems: string[] = [];
  const given = fromFiles(env, problems);
  const parsed = v.safeParse(Schema, given, { abortPipeEarly: true });
  if (!parsed.success) {
    for (const issue of parsed.issues) problems.push(`${v.getDotPath(issue)}: ${issue.message}. Correct it or remove it.`);
    throw new ConfigError(problems);
  }
  const raw = parsed.output;
  const credentials = accurateCredentials(raw, problems);
  const ginee = gineeConfig(raw, problems);
  const google = googleConfig(raw, problems);
  const mail = mailConfig(raw, google.login, problems);
  if (problems.length > 0) throw new ConfigError(problems);
  return {
    databaseUrl: raw.DATABASE_URL,
    testDatabaseUrl: raw.MANDOR_TEST_DATABASE_URL,
    testMode: raw.MANDOR_TEST_MODE,
    timezone: raw.MANDOR_TIMEZONE,
    depth: raw.MANDOR_DEPTH,
    logLevel: raw.MANDOR_LOG_LEVEL,
    accurate: { accountUrl: raw.ACCURATE_ACCOUNT_URL, credentials },
    anthropic: anthropicConfig(raw),
    ginee,
    google,
    notion: notionConfig(raw),
    ssh: sshConfig(raw),
    smtpUrl: raw.SMTP_URL,
    imapUrl: raw.IMAP_URL,
    mail,
    telegram: { botToken: raw.TELEGRAM_BOT_TOKEN, apiRoot: raw.TELEGRAM_API_ROOT },
    secretNames: Object.entries(raw).flatMap(([name, given]) =>
      given instanceof Secret || (name.endsWith('_FILE') && given !== undefined) ? [name] : [],
    ),
    deadmanUrl: raw.MANDOR_DEADMAN_URL,
  };
}
