// The command line of OpenClaw over a gateway that exists only as this record: what it prints and how it ends, with its traps
// (research: 2026.9.6, and 2026.3.1 where it differs). Used by the sandbox's machines and, as a program, by a real sshd's tests.
import { z } from 'zod';

const channelSchema = z.object({
  running: z.boolean().default(true),
  /** 'disconnected', 'stuck', 'stale-socket' …; absent when all is well. */
  healthState: z.string().optional(),
  lastError: z.string().optional(),
  /** What a live probe finds; shown on success to admins only, on failure to all. */
  probeOk: z.boolean().default(true),
});

const jobSchema = z.object({
  id: z.string(),
  name: z.string(),
  enabled: z.boolean().default(true),
  expr: z.string().default('0 7 * * *'),
  /** Absent: an hour from now. */
  nextRunAtMs: z.number().optional(),
  runningAtMs: z.number().optional(),
  lastRunStatus: z.enum(['ok', 'error', 'skipped']).default('ok'),
  lastDeliveryStatus: z.enum(['delivered', 'not-delivered', 'unknown', 'not-requested']).default('delivered'),
  consecutiveErrors: z.number().int().default(0),
  autoDisabled: z.object({ reason: z.enum(['consecutive-failures', 'schedule-errors']), atMs: z.number() }).optional(),
});

export const gatewaySchema = z.object({
  version: z.enum(['2026.9.6', '2026.3.1']).default('2026.9.6'),
  /** dead: nothing listens; hung: it takes the question and never answers. */
  phase: z.enum(['ready', 'dead', 'hung']).default('ready'),
  /** The next looks (health, readiness) find it starting. */
  startingLooks: z.number().int().nonnegative().default(0),
  /** After a restart so many looks find it starting. */
  slowStart: z.number().int().nonnegative().default(0),
  /** Restarts that fail before one works. */
  failingRestarts: z.number().int().nonnegative().default(0),
  /** How such a restart ends: exit: with 1 and a message; silent: with 0, as if it had worked. */
  failsBy: z.enum(['exit', 'silent']).default('exit'),
  /** A restart that works brings the channels back too. */
  restartHealsChannels: z.boolean().default(true),
  /** The caller has the admin scope: sees probes that went well. */
  isAdmin: z.boolean().default(true),
  /** Log lines stand before the JSON, as versions before 2026.9 do. */
  logsFirst: z.boolean().default(false),
  channels: z.record(z.string(), channelSchema).default({ telegram: { running: true, probeOk: true } }),
  failedDeliveries: z.number().int().nonnegative().default(0),
  jobs: z
    .array(jobSchema)
    .default([
      jobSchema.parse({ id: 'a1b2', name: 'Laporan pagi' }),
      jobSchema.parse({ id: 'c3d4', name: 'Cek stok', expr: '0 13 * * *' }),
      jobSchema.parse({ id: 'e5f6', name: 'Rangkuman sore', expr: '0 17 * * *' }),
    ]),
  jobsPerPage: z.number().int().positive().default(50),
  /** Moves the gateway's clock against ours. */
  clockOffsetMs: z.number().default(0),
  /** Restarts that took place. */
  restarts: z.number().int().nonnegative().default(0),
});

export type Gateway = z.output<typeof gatewaySchema>;

export interface CliAnswer {
  /** never: the command does not come back by itself. */
  readonly exit: number | 'never';
  readonly stdout: string;
  readonly stderr: string;
}

const never: CliAnswer = { exit: 'never', stdout: '', stderr: '' };
const LOGS = '[gateway] loading plugins: telegram\n[ws] connected, 38 ms\n';

/** One call of `openclaw` without a terminal; changes the gateway as the call would. */
export function openclaw(gateway: Gateway, args: readonly string[]): CliAnswer {
  const [first, second] = args;
  const json = (value: unknown, exit = 0): CliAnswer => ({
    exit,
    stdout: `${gateway.logsFirst ? LOGS : ''}${JSON.stringify(value)}\n`,
    stderr: '',
  });
  const failure = (message: string): CliAnswer =>
    gateway.version === '2026.3.1' || !args.includes('--json')
      ? { exit: 1, stdout: '', stderr: `Error: ${message}\n` }
      : { ...json({ ok: false, error: { type: 'cli_error', message } }, 1), stderr: `[cli] ${message}\n` };
  if (first === 'gateway' && second === 'restart') return restart(gateway, failure);
  if (first === 'gateway' && second === '--force') return force(gateway, failure);
  if (gateway.phase === 'hung') return never;
  if (gateway.phase === 'dead') return failure('gateway not reachable: connect ECONNREFUSED 127.0.0.1:18789');
  if (first === 'health') return json(isStarting(gateway) ? { status: 'starting', startupPhase: 'channels' } : health(gateway));
  if (first === 'gateway' && second === 'status')
    return isStarting(gateway) ? json({ ok: false, status: 'starting' }, 2) : json({ ok: true, status: 'ready' });
  if (first === 'cron' && second === 'list') return json(cronList(gateway, args));
  return failure(`unknown command: ${args.join(' ')}`);
}

/** GET /readyz of the gateway: undefined when nobody answers, 'never' when the answer does not come. */
export function readyz(gateway: Gateway): { status: number; body: string } | 'never' | undefined {
  if (gateway.phase === 'dead') return undefined;
  if (gateway.phase === 'hung') return 'never';
  return isStarting(gateway)
    ? { status: 503, body: '{"ok":false,"status":"starting"}' }
    : { status: 200, body: '{"ok":true,"status":"ready"}' };
}

function isStarting(gateway: Gateway): boolean {
  if (gateway.startingLooks === 0) return false;
  gateway.startingLooks -= 1;
  return true;
}

function restart(gateway: Gateway, failure: (message: string) => CliAnswer): CliAnswer {
  gateway.restarts += 1;
  if (gateway.failingRestarts > 0) {
    gateway.failingRestarts -= 1;
    gateway.phase = 'dead';
    return gateway.failsBy === 'exit'
      ? failure('gateway service did not start: exited with code 1')
      : { exit: 0, stdout: 'Gateway restarted.\n', stderr: '' };
  }
  gateway.phase = 'ready';
  gateway.startingLooks = gateway.slowStart;
  if (gateway.restartHealsChannels) {
    for (const name of Object.keys(gateway.channels)) gateway.channels[name] = channelSchema.parse({});
    gateway.failedDeliveries = 0;
  }
  return gateway.slowStart > 0
    ? { exit: 2, stdout: 'Gateway restart: still-starting\n', stderr: '' }
    : { exit: 0, stdout: 'Gateway restarted.\n', stderr: '' };
}

/** Up to 2026.3.1 it kills the listener and starts in the foreground: it never ends. Later it refuses to kill without a terminal. */
function force(gateway: Gateway, failure: (message: string) => CliAnswer): CliAnswer {
  if (gateway.version !== '2026.3.1' && gateway.phase !== 'dead')
    return failure('refusing to kill a verified gateway listener in a non-interactive shell; use `openclaw gateway restart`');
  gateway.restarts += 1;
  gateway.phase = 'ready';
  return never;
}

function health(gateway: Gateway): object {
  const now = Date.now() + gateway.clockOffsetMs;
  const isNew = gateway.version !== '2026.3.1';
  const account = (channel: z.output<typeof channelSchema>) => ({
    accountId: 'default',
    configured: true,
    running: channel.running,
    ...(channel.healthState === undefined ? {} : { healthState: channel.healthState }),
    ...(channel.lastError === undefined ? {} : { lastError: channel.lastError }),
    ...(channel.probeOk && !gateway.isAdmin
      ? {}
      : { probe: channel.probeOk ? { ok: true, bot: { username: 'mandor_bot' } } : { ok: false, error: 'getMe failed: 401' } }),
  });
  const channels = Object.entries(gateway.channels).map(([name, channel]) => {
    const one = account(channel);
    return [name, { ...one, enabled: true, lastProbeAt: now - 1000, accounts: { default: one } }];
  });
  const sessions = { path: '/var/lib/openclaw/sessions', count: 1, recent: [{ key: 'agent:main:main', updatedAt: now - 1e6, age: 1e6 }] };
  return {
    // It says that the question was answered, and nothing more.
    ok: true,
    ts: now,
    durationMs: 38,
    ...(isNew
      ? {
          eventLoop: {
            degraded: false,
            reasons: [],
            intervalMs: 5000,
            delayP99Ms: 12,
            delayMaxMs: 20,
            utilization: 0.1,
            cpuCoreRatio: 0.05,
          },
          plugins: { loaded: Object.keys(gateway.channels), errors: [], unavailable: [] },
          contextEngines: { quarantined: [] },
          deliveryQueues: {
            failed:
              gateway.failedDeliveries === 0
                ? []
                : [{ queueName: 'outbound', count: gateway.failedDeliveries, oldestFailedAt: now - 3_600_000 }],
            ingressFailed: [],
            ingressPressure: [],
          },
          modelPricing: { state: 'ok', sources: [] },
          configReload: { hotReloadStatus: 'active' },
        }
      : {}),
    channels: Object.fromEntries(channels),
    channelOrder: Object.keys(gateway.channels),
    channelLabels: Object.fromEntries(Object.keys(gateway.channels).map((name) => [name, name])),
    heartbeatSeconds: 1800,
    defaultAgentId: 'main',
    agents: [{ agentId: 'main', name: 'Main', isDefault: true, heartbeat: { enabled: true, every: '30m', everyMs: 1_800_000 }, sessions }],
    sessions,
  };
}

function cronList(gateway: Gateway, args: readonly string[]): object {
  const now = Date.now() + gateway.clockOffsetMs;
  const offset = Number(args[args.indexOf('--offset') + 1] ?? 0) || 0;
  const all = gateway.jobs.filter((job) => job.enabled || args.includes('--all'));
  const page = all.slice(offset, offset + gateway.jobsPerPage);
  const hasMore = offset + page.length < all.length;
  const statusOf = (job: z.output<typeof jobSchema>): string => {
    if (!job.enabled) return 'disabled';
    return job.runningAtMs === undefined ? job.lastRunStatus : 'running';
  };
  return {
    jobs: page.map((job) => ({
      id: job.id,
      agentId: 'main',
      name: job.name,
      enabled: job.enabled,
      createdAtMs: now - 90 * 86_400_000,
      updatedAtMs: now - 86_400_000,
      schedule: { kind: 'cron', expr: job.expr, tz: 'Asia/Jakarta' },
      sessionTarget: 'isolated',
      wakeMode: 'now',
      payload: { kind: 'agentTurn', message: job.name },
      delivery: { mode: 'announce', channel: 'telegram' },
      state: {
        ...(job.enabled ? { nextRunAtMs: job.nextRunAtMs ?? now + 3_600_000 } : {}),
        ...(job.runningAtMs === undefined ? {} : { runningAtMs: job.runningAtMs }),
        lastRunAtMs: now - 23 * 3_600_000,
        lastRunStatus: job.lastRunStatus,
        lastDeliveryStatus: job.lastDeliveryStatus,
        consecutiveErrors: job.consecutiveErrors,
        ...(job.autoDisabled === undefined ? {} : { autoDisabled: { ...job.autoDisabled, consecutiveErrors: job.consecutiveErrors } }),
      },
      status: statusOf(job),
      effectiveAgentId: 'main',
    })),
    total: all.length,
    offset,
    limit: gateway.jobsPerPage,
    hasMore,
    nextOffset: hasMore ? offset + page.length : null,
    snapshotRevision: 12,
  };
}
