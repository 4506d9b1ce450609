// Rates are kept by the real clock (ops.rate_take), and a simulation has no real time: whoever asks for a slot may leave at once, and
// a vendor's wish for a pause is honoured where the moved clock counts, in the row that is put off.
import type { Connectors } from '../../../tasks/define.ts';
import type { Config } from '../../config.ts';
import type { Db } from '../../db/pool.ts';
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

/** The connectors of a configuration, without a pace. Each pull of the ERP gets a client of its own, which remembers no pause. */
export function unpacedConnectors(config: Config): Connectors {
  const make = (): Connectors => makeConnectors(config, unpaced as unknown as Db);
  return { ...make(), accurate: (entity) => make().accurate(entity), ginee: () => make().ginee() };
}
