// Loads the tasks of a folder ourselves instead of giving the folder to graphile-worker: so each task is handed its
// surroundings, and nothing global holds them.
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Task } from '../../tasks/define.ts';

const isTask = (value: unknown): value is Task => typeof (value as Task | undefined)?.run === 'function';

/**
 * Reads `<folder>/<area>/<name>.ts`: the default export of each file is the task "area/name".
 * @throws Error naming the file that exports no task.
 */
export async function loadTasks(folder: string): Promise<ReadonlyMap<string, Task>> {
  const areas = (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isDirectory());
  const files = await Promise.all(
    areas.map(async ({ name: area }) =>
      (await readdir(join(folder, area)))
        .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
        .map((file) => ({ identifier: `${area}/${file.slice(0, -3)}`, path: join(folder, area, file) })),
    ),
  );
  const loaded = await Promise.all(
    files.flat().map(async ({ identifier, path }) => {
      const task: unknown = ((await import(pathToFileURL(path).href)) as { default?: unknown }).default;
      if (!isTask(task)) throw new Error(`${path} exports no task. Its default export must be defineTask(…).`);
      return [identifier, task] as const;
    }),
  );
  return new Map(loaded.sort(([a], [b]) => (a < b ? -1 : 1)));
}
