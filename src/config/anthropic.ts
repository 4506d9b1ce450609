import { type Secret, secret, type Values, webUrl } from './values.ts';

export const anthropicShape = {
  ANTHROPIC_API_KEY: secret.optional(),
  ANTHROPIC_BASE_URL: webUrl('https://api.anthropic.com').default('https://api.anthropic.com'),
};

export interface AnthropicConfig {
  readonly baseUrl: string;
  /** Undefined: no model is asked, and templates and rules do the work. */
  readonly apiKey: Secret | undefined;
}

export const anthropicConfig = (raw: Values<typeof anthropicShape>): AnthropicConfig => ({
  baseUrl: raw.ANTHROPIC_BASE_URL.replace(/\/+$/, ''),
  apiKey: raw.ANTHROPIC_API_KEY,
});
