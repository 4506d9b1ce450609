// A request for a message, as API version 2026-10-21 takes it: what it does not know it refuses.
import { z } from 'zod';

const cacheControl = z.strictObject({ type: z.literal('ephemeral'), ttl: z.enum(['5m', '1h']).optional() }).nullish();

const textBlock = z.strictObject({ type: z.literal('text'), text: z.string().min(1), cache_control: cacheControl });
const toolUse = z.looseObject({
  type: z.literal('tool_use'),
  id: z.string(),
  name: z.string(),
  input: z.unknown(),
  cache_control: cacheControl,
});
const toolResult = z.strictObject({
  type: z.literal('tool_result'),
  tool_use_id: z.string(),
  content: z.union([z.string(), z.array(z.looseObject({ type: z.string() }))]).optional(),
  is_error: z.boolean().optional(),
  cache_control: cacheControl,
});
const document = z.looseObject({ type: z.enum(['document', 'image']), source: z.looseObject({}), cache_control: cacheControl });
const thinking = z.looseObject({ type: z.enum(['thinking', 'redacted_thinking']) });

/** An answer that is sent back has members of its own (citations: null), so the assistant's text is open. */
const spoken = z.looseObject({ type: z.literal('text'), text: z.string() });

const message = z.discriminatedUnion('role', [
  z.strictObject({
    role: z.literal('user'),
    content: z.union([z.string().min(1), z.array(z.union([textBlock, toolResult, document])).min(1)]),
  }),
  // Since 2026-10-21 no documents here.
  z.strictObject({ role: z.literal('assistant'), content: z.union([z.string(), z.array(z.union([spoken, toolUse, thinking]))]) }),
]);

const tool = z.looseObject({
  name: z.string().regex(/^[\w-]{1,128}$/),
  description: z.string().optional(),
  input_schema: z.looseObject({ type: z.literal('object') }).optional(),
  cache_control: cacheControl,
});

const format = z.strictObject({ type: z.literal('json_schema'), schema: z.record(z.string(), z.unknown()) });

const shared = {
  model: z.string().min(1),
  messages: z.array(message),
  cache_control: cacheControl,
  output_config: z
    .strictObject({ effort: z.enum(['low', 'medium', 'high', 'xhigh', 'max']).nullish(), format: format.nullish() })
    .optional(),
  speed: z.enum(['standard', 'fast']).nullish(),
  system: z.union([z.string(), z.array(textBlock)]).optional(),
  thinking: z.looseObject({ type: z.enum(['adaptive', 'enabled', 'disabled', 'between_tools']) }).optional(),
  tool_choice: z.looseObject({ type: z.enum(['auto', 'any', 'tool', 'none']) }).optional(),
  tools: z.array(tool).optional(),
};

export const countSchema = z.strictObject(shared);

export const messageSchema = z.strictObject({
  ...shared,
  max_tokens: z.int().positive(),
  container: z.unknown().optional(),
  diagnostics: z.looseObject({}).nullish(),
  inference_geo: z.string().nullish(),
  metadata: z.strictObject({ user_id: z.string().max(512).nullish() }).optional(),
  service_tier: z.enum(['auto', 'standard_only']).optional(),
  stop_sequences: z.array(z.string()).optional(),
  stream: z.boolean().optional(),
  thread: z
    .discriminatedUnion('type', [
      z.strictObject({ type: z.literal('create') }),
      z.strictObject({ type: z.literal('continue'), previous_message_id: z.string() }),
    ])
    .nullish(),
});
export type MessageBody = z.output<typeof messageSchema>;
export type Message = MessageBody['messages'][number];
export type CountBody = z.output<typeof countSchema>;

/** Taken away by 2026-10-21. */
const REMOVED = ['temperature', 'top_p', 'top_k'];

/** The first thing that is wrong with a body, in the vendor's manner, or the body. */
export function readBody<T>(schema: z.ZodType<T>, body: unknown): T | string {
  const removed = REMOVED.find((name) => typeof body === 'object' && body !== null && name in body);
  if (removed !== undefined) return `${removed}: This parameter is not supported in API version 2026-10-21.`;
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  if (issue?.code === 'unrecognized_keys') return `${[...issue.path, issue.keys[0]].join('.')}: Extra inputs are not permitted`;
  return `${issue?.path.join('.') || 'body'}: ${issue?.message}`;
}

type Block = { readonly type: string } & Readonly<Record<string, unknown>>;

export const blocksOf = (content: Message['content']): readonly Block[] =>
  typeof content === 'string' ? [{ type: 'text', text: content }] : (content as readonly Block[]);

/** Each use of a tool is answered by the next message, and nothing else is answered. */
export function conversationProblem(messages: readonly Message[]): string | undefined {
  if (messages[0]?.role !== 'user') return 'messages: first message must use the "user" role';
  for (const [i, one] of messages.entries()) {
    const before = messages[i - 1];
    const asked =
      before?.role === 'assistant' ? blocksOf(before.content).flatMap((block) => (block.type === 'tool_use' ? [block.id] : [])) : [];
    const given = blocksOf(one.content).flatMap((block) => (block.type === 'tool_result' ? [block.tool_use_id] : []));
    const strange = given.find((id) => !asked.includes(id));
    if (strange !== undefined) return `messages.${i}: unexpected \`tool_use_id\` found in \`tool_result\` blocks: ${strange}`;
    const missing = asked.find((id) => !given.includes(id));
    if (missing !== undefined)
      return `messages.${i - 1}: \`tool_use\` ids were found without \`tool_result\` blocks immediately after: ${missing}`;
  }
  return undefined;
}

const LIMITS = ['minimum', 'maximum', 'multipleOf', 'exclusiveMinimum', 'exclusiveMaximum', 'minLength', 'maxLength', 'maxItems'];

/** What structured output does not take: open objects, and limits on numbers, texts and lists. */
export function schemaProblem(schema: unknown, at = 'output_config.format.schema'): string | undefined {
  if (Array.isArray(schema)) return schema.map((one, i) => schemaProblem(one, `${at}.${i}`)).find((found) => found !== undefined);
  if (typeof schema !== 'object' || schema === null) return undefined;
  const own = schema as Readonly<Record<string, unknown>>;
  if (own.type === 'object' && own.additionalProperties !== false)
    return `${at}: For 'object' type, 'additionalProperties' must be explicitly set to false`;
  const limit = LIMITS.find((name) => own[name] !== undefined);
  if (limit !== undefined) return `${at}: For '${String(own.type)}' type, property '${limit}' is not supported`;
  const named = Object.values((own.properties ?? {}) as Record<string, unknown>);
  return [...named, own.items, own.anyOf, own.allOf, ...Object.values((own.$defs ?? {}) as Record<string, unknown>)]
    .map((inner) => schemaProblem(inner, at))
    .find((found) => found !== undefined);
}
