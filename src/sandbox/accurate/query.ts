/** A query string as the vendor reads it: keys and values decoded, except that `fields` knows literal commas only. */
export interface Query {
  get(name: string): string | undefined;
  all(name: string): readonly string[];
  names(): Iterable<string>;
  /** The named fields, or undefined when the caller named none. */
  readonly fields: readonly string[] | undefined;
}

export function parseQuery(raw: string): Query {
  const values = new Map<string, string[]>();
  let fields: string[] | undefined;
  for (const pair of raw.split('&')) {
    if (pair === '') continue;
    const cut = pair.indexOf('=');
    const name = decode(cut < 0 ? pair : pair.slice(0, cut));
    const value = cut < 0 ? '' : pair.slice(cut + 1);
    // Split before decoding: "id%2Cno" is one field named "id,no", which no module has.
    if (name === 'fields') fields = value.split(',').map(decode);
    const list = values.get(name);
    if (list) list.push(decode(value));
    else values.set(name, [decode(value)]);
  }
  return {
    get: (name) => values.get(name)?.[0],
    all: (name) => values.get(name) ?? [],
    names: () => values.keys(),
    fields,
  };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}
