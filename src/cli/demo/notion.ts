// Notion in the demo: a person fills in two ids, and the reports that are there already get their pages.
import type pg from 'pg';
import { addDemoNotion, CHECKS, isOutboxSettled } from '../../db/demo.ts';
import type { Sandbox } from '../../sandbox/index.ts';
import type { storyteller } from './steps.ts';
import { until } from './until.ts';

/** @returns false when the state was not reached. */
export function notionStep(pool: pg.Pool, sandbox: Sandbox, story: ReturnType<typeof storyteller>): Promise<boolean> {
  const { notion } = sandbox;
  return story.step(
    'notion',
    'Notion switched on by two ids: a page per report with the frozen report in it, a row per department',
    pool,
    async () => {
      await addDemoNotion(pool, notion.databases);
      await until(() => isOutboxSettled(pool), 'the pages were not written', 30_000);
      const [page] = notion.pages(notion.databases.tasks);
      if (page === undefined || page.body.length < 10) throw new Error('no page holds the report');
      return `${notion.requests().length} requests; “${page.cells['Task Name']}” is ${page.cells.Status}, ${page.body.length} blocks`;
    },
    {
      sql: CHECKS.notion,
      judge: ([tasks, dashboard]) =>
        tasks?.pages === 2 && tasks.with_report === 2 && Number(dashboard?.pages) >= 6 ? undefined : 'pages are missing',
    },
  );
}
