// What values of the configuration look like, for all families of names.
import { z } from 'zod';

/** A value that does not show itself: not in logs, not in JSON, not in a template. Read it with `.reveal()`. */
export class Secret {
  readonly #value: string;
  constructor(value: string) {
    this.#value = value;
  }
  reveal(): string {
    return this.#value;
  }
  toString(): string {
    return '***';
  }
  toJSON(): string {
    return '***';
  }
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return '***';
  }
}

/** The values of a family's names, as its `shape` reads them. */
export type Values<Shape extends z.ZodRawShape> = z.infer<z.ZodObject<Shape>>;

const toSecret = (value: string): Secret => new Secret(value);

export const secret = z.string().transform(toSecret);

export const flag = z.enum(['1', '0', 'true', 'false', 'yes', 'no'], 'must be 1 or 0').transform((v) => ['1', 'true', 'yes'].includes(v));

export const urlOf = (schemes: readonly string[], example: string) =>
  z
    .string()
    .refine(
      (v) => URL.canParse(v) && schemes.includes(new URL(v).protocol.slice(0, -1)),
      `is not a valid address; it looks like ${example}`,
    );

export const webUrl = (example: string) => urlOf(['https', 'http'], example);

/** An address that holds a password or is one. */
export const secretUrlOf = (schemes: readonly string[], example: string) => urlOf(schemes, example).transform(toSecret);
