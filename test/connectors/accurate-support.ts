import { type AccurateClient, type AccurateSettings, createAccurateClient } from '../../src/connectors/accurate/client.ts';
import { type Entity, type Sandbox, type SandboxOptions, startSandbox } from '../../src/sandbox/index.ts';

export const endDate = '2026-11-19';
export const week = { from: '2026-11-13', to: '2026-11-19' };

/** Departure times at an even distance, as the database hands them out. */
export function slots(perSecond: number): (n: number) => Promise<Date[]> {
  let next = 0;
  return async (n) =>
    Array.from({ length: n }, () => {
      next = Math.max(next + 1000 / perSecond, Date.now());
      return new Date(next);
    });
}

export function clientOf(sandbox: Sandbox, entity: Entity = 'DDD', settings: Partial<AccurateSettings> = {}): AccurateClient {
  return createAccurateClient({
    accountUrl: sandbox.accountUrl,
    token: sandbox.tokens[entity],
    secret: sandbox.secrets[entity],
    take: slots(350),
    ...settings,
  });
}

export function sandboxOf(options: SandboxOptions = {}): Promise<Sandbox> {
  return startSandbox({ seed: 7, size: 'S', endDate, rate: 500, ...options });
}

/** The error that a call ends with. */
export async function failure(call: Promise<unknown>): Promise<{ kind?: string; reason?: string; message: string; retryAfter?: number }> {
  try {
    await call;
  } catch (error) {
    return error as { kind?: string; reason?: string; message: string };
  }
  throw new Error('the call was expected to fail');
}
