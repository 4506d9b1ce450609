import * as v from 'valibot';
import { type Secret, secret, type Values, webUrl } from './values.ts';

export const ENTITIES = ['DDD', 'LJBB', 'MBB', 'UBB'] as const;
export type Entity = (typeof ENTITIES)[number];

export interface AccurateCredentials {
  readonly apiToken: Secret;
  readonly signatureSecret: Secret;
}

const perEntity = (prefix: string) => Object.fromEntries(ENTITIES.map((e) => [`${prefix}_${e}`, v.optional(secret)]));

export const accurateShape = {
  ACCURATE_ACCOUNT_URL: v.optional(webUrl('https://account.accurate.id')),
  ...(perEntity('ACCURATE_API_TOKEN') as Record<`ACCURATE_API_TOKEN_${Entity}`, v.OptionalSchema<typeof secret, undefined>>),
  ...(perEntity('ACCURATE_SIGNATURE_SECRET') as Record<`ACCURATE_SIGNATURE_SECRET_${Entity}`, v.OptionalSchema<typeof secret, undefined>>),
};

/** Entities whose token and secret are both given. */
export function accurateCredentials(
  raw: Values<typeof accurateShape>,
  problems: string[],
): Readonly<Partial<Record<Entity, AccurateCredentials>>> {
  const out: Partial<Record<Entity, AccurateCredentials>> = {};
  for (const entity of ENTITIES) {
    const apiToken = raw[`ACCURATE_API_TOKEN_${entity}`];
    const signatureSecret = raw[`ACCURATE_SIGNATURE_SECRET_${entity}`];
    if (apiToken && signatureSecret) out[entity] = { apiToken, signatureSecret };
    else if (apiToken)
      problems.push(`ACCURATE_SIGNATURE_SECRET_${entity}: is missing, though ACCURATE_API_TOKEN_${entity} is set. Set both or none.`);
    else if (signatureSecret)
      problems.push(`ACCURATE_API_TOKEN_${entity}: is missing, though ACCURATE_SIGNATURE_SECRET_${entity} is set. Set both or none.`);
  }
  return out;
}
