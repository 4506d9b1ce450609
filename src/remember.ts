/** A function that remembers its last few answers, for work that is done again for the same text by several readers in a row. */
export function remember<T>(limit: number, make: (key: string) => T): (key: string) => T {
  const known = new Map<string, T>();
  return (key) => {
    let value = known.get(key);
    if (value === undefined) value = make(key);
    else known.delete(key);
    known.set(key, value);
    // The first key is the one that was asked for the longest time ago.
    if (known.size > limit) known.delete(known.keys().next().value as string);
    return value;
  };
}
