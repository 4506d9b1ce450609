// One logger for all processes. It writes to stderr because stdout belongs to a command's own answer (`--json`).
import pino from 'pino';

/** What the rest of the code needs of a logger: tests pass a silent one. */
export interface Log {
  debug(facts: object | string, message?: string): void;
  info(facts: object | string, message?: string): void;
  warn(facts: object | string, message?: string): void;
  error(facts: object | string, message?: string): void;
}

const SECRET_KEYS = ['password', 'token', 'secret', 'authorization', 'apiToken', 'signatureSecret', 'apiKey', 'databaseUrl', 'smtpUrl'];

/** Replaces the password of any URL inside a text; error messages of drivers quote whole connection strings. */
export function withoutSecrets(text: string): string {
  return text
    .replace(/\bsk-ant-[\w-]+/g, 'sk-ant-***')
    .replace(/([a-z][a-z0-9+.-]*:\/\/[^\s:/@]*):[^\s@/]*@/gi, '$1:***@')
    .replace(/(\b(?:password|passwd|token|secret)\s*[=:]\s*)("[^"]*"|'[^']*'|[^\s,;&]+)/gi, '$1***');
}

/** Creates a logger. `level` defaults to MANDOR_LOG_LEVEL, then to info. */
export function createLog(name: string, level: string = process.env.MANDOR_LOG_LEVEL ?? 'info'): Log {
  return pino(
    {
      name,
      level,
      redact: { paths: SECRET_KEYS.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]), censor: '***' },
      hooks: {
        // Redaction by key cannot see into messages; URLs with passwords come in through error texts.
        logMethod(args, method) {
          method.apply(this, args.map((a: unknown) => (typeof a === 'string' ? withoutSecrets(a) : a)) as Parameters<typeof method>);
        },
      },
      serializers: {
        err: (e: unknown) => (e instanceof Error ? cleanError(e) : e),
        error: (e: unknown) => (e instanceof Error ? cleanError(e) : e),
      },
    },
    pino.destination({ dest: 2, sync: true }),
  );
}

function cleanError(e: Error): object {
  const extra = e as Error & { code?: string; detail?: string; hint?: string };
  return {
    type: e.name,
    message: withoutSecrets(e.message),
    ...(extra.code === undefined ? {} : { code: extra.code }),
    ...(extra.detail === undefined ? {} : { detail: withoutSecrets(extra.detail) }),
    ...(e.stack === undefined ? {} : { stack: withoutSecrets(e.stack) }),
  };
}

/** Says nothing. For library use without an interested caller. */
export const silentLog: Log = { debug() {}, info() {}, warn() {}, error() {} };
