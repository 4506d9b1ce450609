// Configuration: environment variables and the file .env, read and checked once. The names are a contract with whoever
// runs it. All that is wrong is told at once, one line each, with what to do.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { z } from 'zod';

/** A value that does not show itself: not in logs, not in JSON, not in a template. Read it with `.reveal()`. */
export class Secret {
  readonly #value: string;
  constructor(value: string) {
    this.#value = value;
  }
  reveal(): string {
    return this.#value;
  }
  toString(): string {
    return '***';
  }
  toJSON(): string {
    return '***';
  }
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return '***';
  }
}

export const ENTITIES = ['DDD', 'LJBB', 'MBB', 'UBB'] as const;
export type Entity = (typeof ENTITIES)[number];

const secret = z.string().transform((value) => new Secret(value));
const flag = z.enum(['1', '0', 'true', 'false', 'yes', 'no'], 'must be 1 or 0').transform((v) => ['1', 'true', 'yes'].includes(v));

const urlOf = (schemes: readonly string[], example: string) =>
  z
    .string()
    .refine(
      (v) => URL.canParse(v) && schemes.includes(new URL(v).protocol.slice(0, -1)),
      `is not a valid address; it looks like ${example}`,
    );

const apiPath = z.string().regex(/^\/[\w./-]+$/, 'is no path; it looks like /openapi/order/v2/list-order');

const isZone = (zone: string): boolean => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
};

const databaseUrl = urlOf(['postgres', 'postgresql'], 'postgres://user:password@host:5432/database').transform((v) => new Secret(v));

const perEntity = (prefix: string) => Object.fromEntries(ENTITIES.map((e) => [`${prefix}_${e}`, secret.optional()]));

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
  MANDOR_DEADMAN_URL: urlOf(['https', 'http'], 'https://hc-ping.example/0123-4567')
    .transform((v) => new Secret(v))
    .optional(),
  ACCURATE_ACCOUNT_URL: urlOf(['https', 'http'], 'https://account.accurate.id').optional(),
  GOOGLE_CLIENT_ID: z.string().optional(),
  GOOGLE_CLIENT_SECRET: secret.optional(),
  GOOGLE_REFRESH_TOKEN: secret.optional(),
  // The key file as Google hands it out; so named, GOOGLE_SERVICE_ACCOUNT_FILE is its path, as with any other secret.
  GOOGLE_SERVICE_ACCOUNT: secret.optional(),
  GOOGLE_ROOT_URL: urlOf(['https', 'http'], 'https://sheets.googleapis.com/').optional(),
  GOOGLE_TOKEN_URL: urlOf(['https', 'http'], 'https://oauth2.googleapis.com/token').default('https://oauth2.googleapis.com/token'),
  NOTION_TOKEN: secret.optional(),
  NOTION_TOKEN_LAYER1: secret.optional(),
  NOTION_TOKEN_LAYER2: secret.optional(),
  NOTION_BASE_URL: urlOf(['https', 'http'], 'https://api.notion.com').default('https://api.notion.com'),
  // The mailbox that a service account sends from; a robot user (refresh token) has its own.
  GOOGLE_MAIL_USER: z
    .string()
    .regex(/^[^\s@]+@[^\s@]+$/, 'is no address; it looks like mandor@company.example')
    .optional(),
  MAIL_VIA: z.enum(['gmail', 'smtp'], 'must be gmail or smtp').optional(),
  SMTP_URL: urlOf(['smtp', 'smtps'], 'smtps://user:password@mail.example:465')
    .transform((v) => new Secret(v))
    .optional(),
  IMAP_URL: urlOf(['imap', 'imaps'], 'imaps://user:password@mail.example:993')
    .refine((v) => !URL.canParse(v) || new URL(v).username !== '', 'has no user; it looks like imaps://user:password@mail.example:993')
    .transform((v) => new Secret(v))
    .optional(),
  TELEGRAM_BOT_TOKEN: z
    .string()
    .regex(/^\d+:[\w-]+$/, 'is no bot token; it looks like 123456:ABC-DEF')
    .transform((v) => new Secret(v))
    .optional(),
  GINEE_API_URL: urlOf(['https', 'http'], 'https://api.ginee.com').default('https://api.ginee.com'),
  GINEE_ACCESS_KEY: secret.optional(),
  GINEE_SECRET_KEY: secret.optional(),
  GINEE_COUNTRY: z.enum(['ID', 'CN', 'PH', 'VN', 'TH', 'MY'], 'must be ID, CN, PH, VN, TH or MY').default('ID'),
  GINEE_LIST_PATH: apiPath.default('/openapi/order/v2/list-order'),
  GINEE_DETAIL_PATH: apiPath.default('/openapi/order/v1/batch-get'),
  TELEGRAM_API_ROOT: urlOf(['https', 'http'], 'https://api.telegram.org').default('https://api.telegram.org'),
  ...(perEntity('ACCURATE_API_TOKEN') as Record<`ACCURATE_API_TOKEN_${Entity}`, z.ZodOptional<typeof secret>>),
  ...(perEntity('ACCURATE_SIGNATURE_SECRET') as Record<`ACCURATE_SIGNATURE_SECRET_${Entity}`, z.ZodOptional<typeof secret>>),
});

type Raw = z.infer<typeof Schema>;

export interface AccurateCredentials {
  readonly apiToken: Secret;
  readonly signatureSecret: Secret;
}

export type GoogleLogin =
  | { readonly kind: 'refresh_token'; readonly clientId: string; readonly clientSecret: Secret; readonly refreshToken: Secret }
  | { readonly kind: 'service_account'; readonly email: string; readonly privateKey: Secret };

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
  readonly ginee: {
    readonly apiUrl: string;
    /** Undefined: the marketplaces are off. */
    readonly keys: { readonly accessKey: Secret; readonly secretKey: Secret } | undefined;
    readonly country: string;
    readonly listPath: string;
    readonly detailPath: string;
  };
  readonly google: {
    /** Unset: Google is off. */
    readonly login: GoogleLogin | undefined;
    /** Unset: the vendor's own hosts. Ends in a slash. */
    readonly rootUrl: string | undefined;
    readonly tokenUrl: string;
  };
  readonly notion: {
    readonly baseUrl: string;
    /** Tokens of layer 1 and layer 2, the same one when only one is given; undefined: Notion is off. */
    readonly tokens: readonly [Secret, Secret] | undefined;
  };
  readonly smtpUrl: Secret | undefined;
  /** A mailbox that is read for replies besides Gmail's; undefined: none. */
  readonly imapUrl: Secret | undefined;
  readonly mail: {
    /** What mails leave by. Null: nothing is configured, and mails wait. */
    readonly via: 'gmail' | 'smtp' | null;
    /** True: Google is connected with a mailbox, and replies are read there, whatever mails leave by. */
    readonly isGmail: boolean;
    /** The mailbox that a service account sends from. */
    readonly user: string | undefined;
  };
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

function pairs(raw: Raw, problems: string[]): Partial<Record<Entity, AccurateCredentials>> {
  const out: Partial<Record<Entity, AccurateCredentials>> = {};
  for (const entity of ENTITIES) {
    const apiToken = raw[`ACCURATE_API_TOKEN_${entity}`];
    const signatureSecret = raw[`ACCURATE_SIGNATURE_SECRET_${entity}`];
    if (apiToken && signatureSecret) out[entity] = { apiToken, signatureSecret };
    else if (apiToken)
      problems.push(`ACCURATE_SIGNATURE_SECRET_${entity}: is missing, though ACCURATE_API_TOKEN_${entity} is set. Set both or none.`);
    else if (signatureSecret)
      problems.push(`ACCURATE_API_TOKEN_${entity}: is missing, though ACCURATE_SIGNATURE_SECRET_${entity} is set. Set both or none.`);
  }
  return out;
}

const ServiceAccount = z.object({ client_email: z.string().min(3), private_key: z.string().includes('PRIVATE KEY') });

/** Who we are at Google. A service account goes before a robot user when both are given in full. */
function googleLogin(raw: Raw, problems: string[]): GoogleLogin | undefined {
  if (raw.GOOGLE_SERVICE_ACCOUNT) {
    let key: unknown;
    try {
      key = JSON.parse(raw.GOOGLE_SERVICE_ACCOUNT.reveal());
    } catch {
      key = undefined;
    }
    const parsed = ServiceAccount.safeParse(key);
    if (parsed.success)
      return { kind: 'service_account', email: parsed.data.client_email, privateKey: new Secret(parsed.data.private_key) };
    problems.push(
      'GOOGLE_SERVICE_ACCOUNT: is no key of a service account. GOOGLE_SERVICE_ACCOUNT_FILE names the JSON file that Google gave out.',
    );
    return undefined;
  }
  const parts = {
    GOOGLE_CLIENT_ID: raw.GOOGLE_CLIENT_ID,
    GOOGLE_CLIENT_SECRET: raw.GOOGLE_CLIENT_SECRET,
    GOOGLE_REFRESH_TOKEN: raw.GOOGLE_REFRESH_TOKEN,
  };
  const missing = Object.entries(parts).flatMap(([name, part]) => (part === undefined ? [name] : []));
  if (missing.length === 3) return undefined;
  if (missing.length > 0) {
    problems.push(`${missing.join(', ')}: missing, though other credentials of Google are set. Set all three or none.`);
    return undefined;
  }
  return {
    kind: 'refresh_token',
    clientId: raw.GOOGLE_CLIENT_ID as string,
    clientSecret: raw.GOOGLE_CLIENT_SECRET as Secret,
    refreshToken: raw.GOOGLE_REFRESH_TOKEN as Secret,
  };
}

function notionTokens(raw: Raw): readonly [Secret, Secret] | undefined {
  const first = raw.NOTION_TOKEN_LAYER1 ?? raw.NOTION_TOKEN ?? raw.NOTION_TOKEN_LAYER2;
  const second = raw.NOTION_TOKEN_LAYER2 ?? raw.NOTION_TOKEN ?? raw.NOTION_TOKEN_LAYER1;
  return first === undefined || second === undefined ? undefined : [first, second];
}

const hasGmail = (raw: Raw, login: GoogleLogin | undefined): boolean =>
  login !== undefined && (login.kind === 'refresh_token' || raw.GOOGLE_MAIL_USER !== undefined);

/** Gmail when Google is connected with a mailbox, else SMTP; MAIL_VIA decides where both are there. */
function mailVia(raw: Raw, login: GoogleLogin | undefined, problems: string[]): 'gmail' | 'smtp' | null {
  const isGmail = hasGmail(raw, login);
  if (raw.MAIL_VIA === 'gmail' && !isGmail)
    problems.push(
      'MAIL_VIA: is gmail, though Google is not connected with a mailbox. Set GOOGLE_REFRESH_TOKEN, or a service account and GOOGLE_MAIL_USER.',
    );
  if (raw.MAIL_VIA === 'smtp' && raw.SMTP_URL === undefined) problems.push('MAIL_VIA: is smtp, though SMTP_URL is missing. Set it.');
  return raw.MAIL_VIA ?? (isGmail ? 'gmail' : raw.SMTP_URL === undefined ? null : 'smtp');
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
  const credentials = pairs(raw, problems);
  const { GINEE_ACCESS_KEY: accessKey, GINEE_SECRET_KEY: secretKey } = raw;
  if (accessKey && !secretKey) problems.push('GINEE_SECRET_KEY: is missing, though GINEE_ACCESS_KEY is set. Set both or none.');
  if (secretKey && !accessKey) problems.push('GINEE_ACCESS_KEY: is missing, though GINEE_SECRET_KEY is set. Set both or none.');
  const login = googleLogin(raw, problems);
  const via = mailVia(raw, login, problems);
  if (problems.length > 0) throw new ConfigError(problems);
  return {
    databaseUrl: raw.DATABASE_URL,
    testDatabaseUrl: raw.MANDOR_TEST_DATABASE_URL,
    testMode: raw.MANDOR_TEST_MODE,
    timezone: raw.MANDOR_TIMEZONE,
    depth: raw.MANDOR_DEPTH,
    logLevel: raw.MANDOR_LOG_LEVEL,
    accurate: { accountUrl: raw.ACCURATE_ACCOUNT_URL, credentials },
    ginee: {
      apiUrl: raw.GINEE_API_URL,
      keys: accessKey && secretKey ? { accessKey, secretKey } : undefined,
      country: raw.GINEE_COUNTRY,
      listPath: raw.GINEE_LIST_PATH,
      detailPath: raw.GINEE_DETAIL_PATH,
    },
    google: {
      login,
      rootUrl: raw.GOOGLE_ROOT_URL?.replace(/\/*$/, '/'),
      tokenUrl: raw.GOOGLE_TOKEN_URL,
    },
    notion: { baseUrl: raw.NOTION_BASE_URL.replace(/\/+$/, ''), tokens: notionTokens(raw) },
    smtpUrl: raw.SMTP_URL,
    imapUrl: raw.IMAP_URL,
    mail: { via, isGmail: hasGmail(raw, login), user: raw.GOOGLE_MAIL_USER },
    telegram: { botToken: raw.TELEGRAM_BOT_TOKEN, apiRoot: raw.TELEGRAM_API_ROOT },
    deadmanUrl: raw.MANDOR_DEADMAN_URL,
  };
}
