// Configuration: environment variables and the file .env, read and checked once. The names are a contract with whoever
// runs it. All that is wrong is told at once, one line each, with what to do. Each family of names has a file in config/.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { z } from 'zod';
import { type AccurateCredentials, accurateCredentials, accurateShape, type Entity } from './config/accurate.ts';
import { type AnthropicConfig, anthropicConfig, anthropicShape } from './config/anthropic.ts';
import { type GineeConfig, gineeConfig, gineeShape } from './config/ginee.ts';
import { type GoogleConfig, googleConfig, googleShape } from './config/google.ts';
import { type MailConfig, mailConfig, mailShape } from './config/mail.ts';
import { type NotionConfig, notionConfig, notionShape } from './config/notion.ts';
import { flag, Secret, secretUrlOf, webUrl } from './config/values.ts';

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

const Schema = z.object({
  DATABASE_URL: databaseUrl.optional(),
  MANDOR_TEST_DATABASE_URL: databaseUrl.optional(),
  MANDOR_TEST_MODE: flag.default(false),
  MANDOR_TIMEZONE: z.string().refine(isZone, 'is no time zone; it looks like Asia/Jakarta').default('Asia/Jakarta'),
  MANDOR_DEPTH: z.coerce
    .number('must be a number')
    .int('must be a whole number')
    .min(1, 'must be at least 1')
    .max(1000, 'must be at most 1000')
    .default(1),
  MANDOR_LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent'], 'must be debug, info, warn, error or silent').default('info'),
  MANDOR_DEADMAN_URL: secretUrlOf(['https', 'http'], 'https://hc-ping.example/0123-4567').optional(),
  TELEGRAM_BOT_TOKEN: z
    .string()
    .regex(/^\d+:[\w-]+$/, 'is no bot token; it looks like 123456:ABC-DEF')
    .transform((v) => new Secret(v))
    .optional(),
  TELEGRAM_API_ROOT: webUrl('https://api.telegram.org').default('https://api.telegram.org'),
  ...accurateShape,
  ...anthropicShape,
  ...gineeShape,
  ...googleShape,
  ...mailShape,
  ...notionShape,
});

type Raw = z.infer<typeof Schema>;

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
  readonly telegram: { readonly botToken: Secret | undefined; readonly apiRoot: string };
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
export const CONFIG_NAMES: readonly string[] = Object.keys(Schema.shape);

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
  const parsed = Schema.safeParse(given);
  if (!parsed.success) {
    for (const issue of parsed.error.issues) problems.push(`${issue.path.join('.')}: ${issue.message}. Correct it or remove it.`);
    throw new ConfigError(problems);
  }
  const raw = parsed.data;
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
    smtpUrl: raw.SMTP_URL,
    imapUrl: raw.IMAP_URL,
    mail,
    telegram: { botToken: raw.TELEGRAM_BOT_TOKEN, apiRoot: raw.TELEGRAM_API_ROOT },
    deadmanUrl: raw.MANDOR_DEADMAN_URL,
  };
}
