// The product of what is typed and of the clients that write it, in both languages.
import { type Body, COMMON, FORMS, LATER, MANY } from './bodies.ts';
import { MARKING } from './clients.ts';
import { UNMARKED } from './clients_outlook.ts';
import { type Client, type Language, type Options, reply } from './compose.ts';
import type { ReplyCase, ReplyClass, World } from './types.ts';

export const CLIENTS: Client[] = [...MARKING, ...UNMARKED];

/** Puts the approver's name where a text has {name} or {first}. */
export function fill(world: World, text: string): string {
  return text.replaceAll('{name}', world.approver.name).replaceAll('{first}', world.approver.name.split(' ')[0] ?? '');
}

export function textCase(
  group: ReplyCase['group'],
  client: Client,
  trick: string,
  text: string,
  kind: ReplyClass,
  options: Options = {},
): ReplyCase {
  const language: Language = options.language ?? 'id';
  const name = `${group}/${client.key}/${language}/${trick}`;
  const signed = (world: World): Options =>
    options.signature === undefined ? options : { ...options, signature: options.signature.map((line) => fill(world, line)) };
  return {
    name,
    group,
    client: client.key,
    language,
    trick,
    scene: 'open',
    mail: (world) => reply(world, client, fill(world, text), name, signed(world)),
    class: kind,
  };
}

const every = (): ReplyCase[] =>
  CLIENTS.flatMap((client) =>
    COMMON.map((body) => textCase('product', client, body.key, body.text, body.class, { language: body.language })),
  );

const forms = (): ReplyCase[] =>
  CLIENTS.flatMap((client) =>
    FORMS.filter((form) => {
      return form.only === undefined || (form.only === 'marked') === client.marksQuote;
    }).map((form) => textCase('product', client, form.key, form.text, form.class(client.marksQuote), form.options)),
  );

/** Each body by two clients, a marking and an unmarking one in turn, so that words and forms meet. */
const words = (): ReplyCase[] =>
  [...MANY, ...LATER].flatMap((body: Body, i) => {
    const options = { language: body.language };
    const pair = [MARKING[i % MARKING.length], UNMARKED[i % UNMARKED.length]];
    return pair.flatMap((client) => (client === undefined ? [] : [textCase('text', client, body.key, body.text, body.class, options)]));
  });

export const productCases = (): ReplyCase[] => [...every(), ...forms(), ...words()];
