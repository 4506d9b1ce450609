// A deploy that finds everything as it must be: what every start of `mandor up` and every release without changes costs.
import { deploy } from '../src/db/deploy.ts';
import { openClient } from '../src/db/pool.ts';
import { type Bench, timed, under } from './support/figure.ts';
import { benchServer, ROOT } from './support/server.ts';

export const deployBench: Bench = {
  key: 'deploy',
  title: 'deploy with nothing to change',
  async run({ runs }) {
    await using server = await benchServer();
    const db = await server.database();
    const own: number[] = [];
    const base: number[] = [];
    for (let i = 0; i < runs; i++) {
      base.push(
        await timed(async () => {
          const client = await openClient(db.url);
          await client.query('select 1');
          await client.end();
        }),
      );
      own.push(
        await timed(async () => {
          const done = await deploy({ url: db.url, root: ROOT, kind: 'test' });
          if (done.migrations.length > 0 || done.orphans.length > 0)
            throw new Error('the deploy changed something: this is no measurement');
        }),
      );
    }
    await db.drop();
    return {
      figures: [
        {
          key: 'deploy_nothing_to_change',
          what: 'deploy with nothing to change',
          unit: 'ms',
          runs: own,
          baseline: { what: 'connect, select 1, disconnect', unit: 'ms', runs: base },
          target: under(1000, '< 1 s'),
        },
      ],
    };
  },
};
