// Rates are kept by the real clock (ops.rate_take), and a simulation has no real time: whoever asks for a slot may leave at once, and
// a vendor's wish for a pause is honoured where the moved clock counts, in the row that is put off.
import type { Connectors } from '../../../tasks/define.ts';
import type { Config, Entity } from '../../config.ts';
import { createAccurateClient } from '../../connectors/accurate/client.ts';
import type { Db } from '../../db/pool.ts';
import type { Sandbox } from '../../sandbox/index.ts';
import { makeConnectors } from '../connectors.ts';

/** So far back that nobody waits for it, and not so far that it is stale (connectors/accurate/slots.ts). */
const AGO_MS = 10;

const unpaced = {
  async query(text: string, values: readonly unknown[] = []): Promise<{ rows: object[] }> {
    if (text.includes('ops.rate_take(')) {
      const n = values.find((one) => typeof one === 'number') as number;
      return { rows: Array.from({ length: n }, () => ({ rate_take: new Date(Date.now() - AGO_MS) })) };
    }
    if (text.includes('ops.rate_postponed(') || text.includes('ops.rate_postpone(')) return { rows: [{ answer: null }] };
    throw new Error(`a connector asks the database for more than its pace: ${text}`);
  },
};

/**
 * The connectors of a configuration, without a pace. Each pull of the ERP gets a client of its own, which remembers no pause; its
 * requests, a thousand a day, are answered in this process without a socket (half of their cost), and so are commands to machines,
 * whose handshakes and hangs are real time; all others go over HTTP.
 */
export function unpacedConnectors(config: Config, { answerErp, ssh }: Pick<Sandbox, 'answerErp' | 'ssh'>): Connectors {
  const make = (): Connectors => makeConnectors(config, unpaced as unknown as Db);
  const { accountUrl = '', credentials } = config.accurate;
  return {
    ...make(),
    ginee: () => make().ginee(),
    async runCommand({ port, hostKeys }, command) {
      const machine = ssh.machines.find((one) => one.port === port || one.rescuePort === port);
      if (machine === undefined) return { fault: 'unreachable', sent: false, message: 'there is no such machine' };
      const { hostKey, ...asked } = await machine.ask({ port, hostKeys }, command);
      return { ...asked, host_key: hostKey ?? null };
    },
    accurate(entity) {
      const own = credentials[entity as Entity];
      return createAccurateClient({
        accountUrl,
        token: own?.apiToken.reveal() ?? '',
        secret: own?.signatureSecret.reveal() ?? '',
        take: async (n) => Array.from({ length: n }, () => new Date(Date.now() - AGO_MS)),
        fetch: (url, init) => answerErp(new Request(url, init)),
      });
    },
  };
}
