// The tokens of a workspace as one: which of them writes a page is said by whoever calls.
import { type Column, createNotionClient, type NotionClient, type PageRef } from './client.ts';
import { type PageNotes, type PageWish, showPage } from './page.ts';

export interface NotionConnection {
  source(databaseId: string): Promise<{ readonly id: string; readonly columns: readonly Column[] }>;
  show(layer: number, wish: PageWish, notes: PageNotes, signal: AbortSignal): Promise<PageRef>;
  has(sourceId: string, idProperty: string, subject: string): Promise<boolean>;
  /** One call with each token. @throws NotionError */
  check(): Promise<void>;
}

export interface NotionConnectionSettings {
  /** Of layer 1 and layer 2; may be the same one. */
  readonly tokens: readonly [string, string];
  readonly baseUrl: string;
  readonly take: (key: string) => Promise<Date>;
  readonly postponed: (key: string, until: Date) => Promise<void>;
  readonly timeoutMs?: number;
}

const WORKSPACE = 'notion:workspace';

export function connectNotion(settings: NotionConnectionSettings): NotionConnection {
  const { tokens, baseUrl, timeoutMs } = settings;
  const clientOf = (token: string, key: string): NotionClient =>
    createNotionClient({
      token,
      baseUrl,
      ...(timeoutMs === undefined ? {} : { timeoutMs }),
      // Both budgets are used up by each request, so the later of the two slots counts.
      take: async () => {
        const [own, all] = [await settings.take(key), await settings.take(WORKSPACE)];
        return own > all ? own : all;
      },
      postponed: (until, scope) => settings.postponed(scope === 'workspace' ? WORKSPACE : key, until),
    });
  const first = clientOf(tokens[0], 'notion:layer1');
  const second = tokens[1] === tokens[0] ? first : clientOf(tokens[1], 'notion:layer2');
  let known: string[] | undefined;
  const bots = async (): Promise<readonly string[]> => {
    known ??= first === second ? [await first.me()] : [await first.me(), await second.me()];
    return known;
  };
  return {
    source: (databaseId) => first.source(databaseId),
    show: (layer, wish, notes, signal) => showPage(layer === 1 ? first : second, wish, notes, bots, signal),
    has: async (sourceId, idProperty, subject) => (await first.find(sourceId, idProperty, subject)) !== undefined,
    async check() {
      known = undefined;
      await bots();
    },
  };
}
