// Whether the models that may be asked can be: the key, and that each is there. It costs nothing.
import type pg from 'pg';
import type { Config } from '../../config.ts';
import { many } from '../../db/call.ts';
import { makeModels } from '../connectors.ts';
import { explainError } from '../errors.ts';
import type { Line } from './line.ts';

/** One line for the vendor of models. Off is a choice: reports have words of their own. */
export async function modelsLine(config: Config, pool: pg.Pool): Promise<Line> {
  const line = 'Anthropic';
  const client = makeModels(config);
  if (client === null)
    return { line, state: 'off', says: 'set ANTHROPIC_API_KEY; without it reports open with their own paragraph', next_step: null };
  const ids = (await many(pool, 'agent.models_asked')).map((row) => row.models_asked as string);
  const wrong = (
    await Promise.all(
      ids.map((id) =>
        client.check(id).then(
          () => [],
          (error: Error) => [`${id}: ${explainError(error)}`],
        ),
      ),
    )
  ).flat();
  return wrong.length === 0
    ? { line, state: 'ok', says: `${new URL(config.anthropic.baseUrl).host}: ${ids.join(', ')}`, next_step: null }
    : {
        line,
        state: 'unusable',
        says: wrong.join('; '),
        next_step: 'Reports open with their own paragraph meanwhile. Correct ANTHROPIC_API_KEY, or choose other models in agent.models.',
      };
}
