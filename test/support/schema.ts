// As much of JSON Schema as the vendors' descriptions use (Swagger 2, OpenAPI 3.1). Formats are not looked at.

export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean | Schema;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly maxItems?: number;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return Number.isInteger(value) ? 'integer' : typeof value;
}

/** What is wrong with a value, one sentence each; empty when it is as the schema says. */
export function schemaProblems(value: unknown, schema: Schema, find: (ref: string) => Schema, at = 'body'): string[] {
  if (schema.$ref !== undefined) return schemaProblems(value, find(schema.$ref), find, at);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices !== undefined) {
    const [best = []] = choices.map((choice) => schemaProblems(value, choice, find, at)).sort((a, b) => a.length - b.length);
    return best.length === 0 ? [] : [`${at} fits none of ${choices.length}, nearest: ${best.join('; ')}`];
  }
  if (schema.const !== undefined && value !== schema.const)
    return [`${at} is ${JSON.stringify(value)}, not ${JSON.stringify(schema.const)}`];
  if (schema.enum !== undefined && !schema.enum.includes(value)) return [`${at} is ${JSON.stringify(value)}, none of its enum`];
  const types = schema.type === undefined ? undefined : [schema.type].flat();
  const type = typeOf(value);
  if (types !== undefined && !types.includes(type) && !(type === 'integer' && types.includes('number')))
    return [`${at} is of type ${type}, not ${types.join(' or ')}`];
  if (Array.isArray(value)) {
    const tooMany = schema.maxItems !== undefined && value.length > schema.maxItems ? [`${at} has ${value.length} items`] : [];
    const { items } = schema;
    return items === undefined ? tooMany : [...tooMany, ...value.flatMap((one, i) => schemaProblems(one, items, find, `${at}[${i}]`))];
  }
  if (!isObject(value)) return [];
  const missing = (schema.required ?? []).filter((name) => value[name] === undefined).map((name) => `${at}.${name} is missing`);
  return [
    ...missing,
    ...Object.entries(value).flatMap(([name, inner]) => {
      const known = schema.properties?.[name] ?? schema.additionalProperties;
      if (known === false) return [`${at}.${name} is unknown`];
      return isObject(known) ? schemaProblems(inner, known as Schema, find, `${at}.${name}`) : [];
    }),
  ];
}

/** A value of the query is text; whether that text is of the type. */
export function textProblems(text: string, schema: Schema, at: string): string[] {
  const { type } = schema;
  const value = (type === 'integer' && /^-?\d+$/.test(text)) || (type === 'number' && text !== '') ? Number(text) : text;
  return schemaProblems(type === 'boolean' && /^(true|false)$/.test(text) ? text === 'true' : value, schema, () => ({}), at);
}
