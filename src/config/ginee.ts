import { z } from 'zod';
import { type Secret, secret, type Values, webUrl } from './values.ts';

const apiPath = z.string().regex(/^\/[\w./-]+$/, 'is no path; it looks like /openapi/order/v2/list-order');

export const gineeShape = {
  GINEE_API_URL: webUrl('https://api.ginee.com').default('https://api.ginee.com'),
  GINEE_ACCESS_KEY: secret.optional(),
  GINEE_SECRET_KEY: secret.optional(),
  GINEE_COUNTRY: z.enum(['ID', 'CN', 'PH', 'VN', 'TH', 'MY'], 'must be ID, CN, PH, VN, TH or MY').default('ID'),
  GINEE_LIST_PATH: apiPath.default('/openapi/order/v2/list-order'),
  GINEE_DETAIL_PATH: apiPath.default('/openapi/order/v1/batch-get'),
};

export interface GineeConfig {
  readonly apiUrl: string;
  /** Undefined: the marketplaces are off. */
  readonly keys: { readonly accessKey: Secret; readonly secretKey: Secret } | undefined;
  readonly country: string;
  readonly listPath: string;
  readonly detailPath: string;
}

export function gineeConfig(raw: Values<typeof gineeShape>, problems: string[]): GineeConfig {
  const { GINEE_ACCESS_KEY: accessKey, GINEE_SECRET_KEY: secretKey } = raw;
  if (accessKey && !secretKey) problems.push('GINEE_SECRET_KEY: is missing, though GINEE_ACCESS_KEY is set. Set both or none.');
  if (secretKey && !accessKey) problems.push('GINEE_ACCESS_KEY: is missing, though GINEE_SECRET_KEY is set. Set both or none.');
  return {
    apiUrl: raw.GINEE_API_URL,
    keys: accessKey && secretKey ? { accessKey, secretKey } : undefined,
    country: raw.GINEE_COUNTRY,
    listPath: raw.GINEE_LIST_PATH,
    detailPath: raw.GINEE_DETAIL_PATH,
  };
}
