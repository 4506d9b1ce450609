import * as v from 'valibot';
import { type Secret, secret, type Values, webUrl } from './values.ts';

const apiPath = v.pipe(v.string(), v.regex(/^\/[\w./-]+$/, 'is no path; it looks like /openapi/order/v2/list-order'));

export const gineeShape = {
  GINEE_API_URL: v.optional(webUrl('https://api.ginee.com'), 'https://api.ginee.com'),
  GINEE_ACCESS_KEY: v.optional(secret),
  GINEE_SECRET_KEY: v.optional(secret),
  GINEE_COUNTRY: v.optional(v.picklist(['ID', 'CN', 'PH', 'VN', 'TH', 'MY'], 'must be ID, CN, PH, VN, TH or MY'), 'ID'),
  GINEE_LIST_PATH: v.optional(apiPath, '/openapi/order/v2/list-order'),
  GINEE_DETAIL_PATH: v.optional(apiPath, '/openapi/order/v1/batch-get'),
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
