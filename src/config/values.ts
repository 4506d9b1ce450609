// What values of the configuration look like, for all families of names. Every process reads them, so the library is a small one:
// zod brings its messages in 64 languages, 15 MB of a worker's memory.
import * as v from 'valibot';

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
export type Values<Shape extends v.ObjectEntries> = v.InferOutput<v.ObjectSchema<Shape, undefined>>;

export const toSecret = (value: string): Secret => new Secret(value);

export const secret = v.pipe(v.string(), v.transform(toSecret));

export const flag = v.pipe(
  v.picklist(['1', '0', 'true', 'false', 'yes', 'no'], 'must be 1 or 0'),
  v.transform((text) => ['1', 'true', 'yes'].includes(text)),
);

export const urlOf = (schemes: readonly string[], example: string) =>
  v.pipe(
    v.string(),
    v.check(
      (text) => URL.canParse(text) && schemes.includes(new URL(text).protocol.slice(0, -1)),
      `is not a valid address; it looks like ${example}`,
    ),
  );

export const webUrl = (example: string) => urlOf(['https', 'http'], example);

/** An address that holds a password or is one. */
export const secretUrlOf = (schemes: readonly string[], example: string) => v.pipe(urlOf(schemes, example), v.transform(toSecret));
