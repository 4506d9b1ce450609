// Tokens as the vendor counts them, roughly: four bytes are one. What is marked with cache_control is paid for once and read
// from memory after that, as long as not a byte before the mark changes.
import { createHash } from 'node:crypto';
import { blocksOf, type CountBody, type Message } from './request.ts';

export interface Spent {
  readonly input: number;
  readonly write5m: number;
  readonly write1h: number;
  readonly read: number;
}

export const tokensOf = (text: string): number => Math.ceil(Buffer.byteLength(text) / 4);

interface Part {
  readonly text: string;
  readonly tokens: number;
  readonly ttl: '5m' | '1h' | undefined;
}
type Marked = { readonly cache_control?: { readonly ttl?: '5m' | '1h' | undefined } | null | undefined };

const ttlOf = ({ cache_control: mark }: Marked): Part['ttl'] => (mark === undefined || mark === null ? undefined : (mark.ttl ?? '5m'));

function partsOf(body: Pick<CountBody, 'tools' | 'system' | 'cache_control'>, messages: readonly Message[]): Part[] {
  const part = (value: unknown, mark: Marked): Part => {
    const text = JSON.stringify(value, (name, inner) => (name === 'cache_control' ? undefined : inner));
    return { text, tokens: tokensOf(text), ttl: ttlOf(mark) };
  };
  const system = typeof body.system === 'string' ? [{ type: 'text', text: body.system }] : (body.system ?? []);
  const parts = [
    ...(body.tools ?? []).map((tool) => part(tool, tool)),
    ...system.map((block) => part(block, block as Marked)),
    ...messages.flatMap((one) => blocksOf(one.content).map((block) => part([one.role, block], block as Marked))),
  ];
  const last = parts.at(-1);
  const own = ttlOf(body);
  // A mark on the request is one on its last block.
  return last === undefined || own === undefined || last.ttl !== undefined ? parts : [...parts.slice(0, -1), { ...last, ttl: own }];
}

export function countTokens(body: CountBody): number {
  return partsOf(body, body.messages).reduce((sum, part) => sum + part.tokens, 0);
}

const LIVES_MS = { '5m': 300_000, '1h': 3_600_000 };

/** The vendor's memory of beginnings. It keeps short ones too, which the vendor may not. */
export function createCache() {
  const kept = new Map<string, number>();
  return {
    spend(model: string, body: Pick<CountBody, 'tools' | 'system' | 'cache_control'>, messages: readonly Message[]): Spent {
      const hash = createHash('sha256').update(model);
      let [sum, read, written, ttl] = [0, 0, 0, '5m' as '5m' | '1h'];
      for (const part of partsOf(body, messages)) {
        sum += part.tokens;
        hash.update('\0').update(part.text);
        if (part.ttl === undefined) continue;
        const key = hash.copy().digest('hex');
        if ((kept.get(key) ?? 0) > Date.now()) read = sum;
        kept.set(key, Date.now() + LIVES_MS[part.ttl]);
        [written, ttl] = [sum, part.ttl];
      }
      const write = Math.max(written - read, 0);
      return { input: sum - Math.max(written, read), read, write5m: ttl === '5m' ? write : 0, write1h: ttl === '1h' ? write : 0 };
    },
    clear: (): void => kept.clear(),
  };
}
