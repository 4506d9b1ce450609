// The vendors' own books, read behind every protocol: what the database says is held against them.
import type { Books } from '../../db/simulate.ts';
import { illMachines } from './actors/hosts.ts';
import type { World } from './world.ts';

const ENTITIES = ['DDD', 'LJBB', 'MBB', 'UBB'] as const;
/** So many days back, sales are compared: each pull fetches seven, and a deletion may be a day old. */
const SALES_DAYS = 7;

/** What the vendors hold at this moment. */
export function readBooks({ sandbox }: Pick<World, 'sandbox'>): Books {
  const { control, company, mailbox } = sandbox;
  if (company === undefined) throw new Error('The sandbox serves files, not a generated company.');
  const on = control.date('DDD');
  const stock = ENTITIES.map((entity) => {
    const source = company.sources[entity];
    // What is scrapped is no stock; the transit row is not in these books.
    const scrap = new Set(source.warehouses().flatMap(({ id, scrap: isScrap }) => (isScrap ? [id] : [])));
    let pairs = 0;
    for (const item of source.items())
      for (const { warehouseId, balance } of source.balances(item.id, on)) if (!scrap.has(warehouseId)) pairs += Number(balance);
    return { entity, on, pairs };
  });
  const sales = ENTITIES.filter((entity) => entity !== 'LJBB').flatMap((entity) =>
    Array.from({ length: SALES_DAYS }, (_, n) => {
      const day = new Date(Date.parse(on) - n * 86_400_000).toISOString().slice(0, 10);
      const sum = (kind: 'invoice' | 'return'): number =>
        control
          .documents(entity, kind, day, day)
          .flatMap((document) => document.lines)
          .reduce((pairs, line) => pairs + Number(line.quantity) * line.unitRatio, 0);
      return { entity, on: day, pairs: sum('invoice') - sum('return') };
    }),
  );
  const mails = mailbox.list().map(({ parsed, to }) => ({ message_id: parsed.messageId ?? '', to: to[0] ?? '' }));
  return { stock, sales, mails, machines: illMachines(sandbox) };
}
