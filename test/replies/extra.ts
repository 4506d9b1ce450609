// A case that some clients write: how it is described, and how it becomes a case of the table.
import { type Client, type Options, reply } from './compose.ts';
import { CLIENTS, fill } from './product.ts';
import type { ReplyCase, ReplyClass, Scene, World } from './types.ts';

export interface Extra {
  key: string;
  group: ReplyCase['group'];
  class: ReplyClass;
  text?: string;
  clients?: string[];
  scene?: Scene;
  options?: (world: World) => Options;
  earlier?: string[];
  /** Another report under the reply than the one that went out. */
  report?: (html: string) => string;
  /** Changes the finished bytes. */
  bytes?: (raw: Buffer, world: World) => Buffer;
}

export const three = ['gmail_web', 'outlook_desktop', 'iphone'];

function written(extra: Extra, client: Client): ReplyCase {
  const language = extra.options === undefined ? 'id' : '-';
  const name = `${extra.group}/${client.key}/-/${extra.key}`;
  const make = (w: World, text: string, seed: string, options: Options): Buffer => {
    const world = extra.report === undefined ? w : { ...w, report: { ...w.report, html: extra.report(w.report.html) } };
    // The request itself is compared by identity, so it stays the world's own.
    return reply(world, client, fill(w, text), seed, { ...options, request: options.request === w ? world : (options.request ?? world) });
  };
  const mail = (w: World): Buffer => {
    const raw = make(w, extra.text ?? '', name, extra.options?.(w) ?? {});
    return extra.bytes === undefined ? raw : extra.bytes(raw, w);
  };
  const earlier = (extra.earlier ?? []).map(
    (text, i) =>
      (w: World): Buffer =>
        make(w, text, `${name}/${i}`, {}),
  );
  return {
    name,
    group: extra.group,
    client: client.key,
    language,
    trick: extra.key,
    scene: extra.scene ?? 'open',
    earlier,
    mail,
    class: extra.class,
  };
}

/** The case by each of its clients; by all of them when it names none. */
export const writtenBy = (extra: Extra): ReplyCase[] =>
  CLIENTS.filter((c) => extra.clients === undefined || extra.clients.includes(c.key)).map((c) => written(extra, c));

/** The case as no client would write it: Gmail's headers round a body of the case's own. */
export const writtenRaw = (extra: Extra): ReplyCase[] =>
  CLIENTS.filter((c) => c.key === 'gmail_web').map((c) => ({
    ...written(extra, c),
    client: 'raw',
    name: `${extra.group}/raw/-/${extra.key}`,
  }));
