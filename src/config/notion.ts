import * as v from 'valibot';
import { type Secret, secret, type Values, webUrl } from './values.ts';

export const notionShape = {
  NOTION_TOKEN: v.optional(secret),
  NOTION_TOKEN_LAYER1: v.optional(secret),
  NOTION_TOKEN_LAYER2: v.optional(secret),
  NOTION_BASE_URL: v.optional(webUrl('https://api.notion.com'), 'https://api.notion.com'),
};

export interface NotionConfig {
  readonly baseUrl: string;
  /** Tokens of layer 1 and layer 2, the same one when only one is given; undefined: Notion is off. */
  readonly tokens: readonly [Secret, Secret] | undefined;
}

export function notionConfig(raw: Values<typeof notionShape>): NotionConfig {
  const first = raw.NOTION_TOKEN_LAYER1 ?? raw.NOTION_TOKEN ?? raw.NOTION_TOKEN_LAYER2;
  const second = raw.NOTION_TOKEN_LAYER2 ?? raw.NOTION_TOKEN ?? raw.NOTION_TOKEN_LAYER1;
  return {
    baseUrl: raw.NOTION_BASE_URL.replace(/\/+$/, ''),
    tokens: first === undefined || second === undefined ? undefined : [first, second],
  };
}
