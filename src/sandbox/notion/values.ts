// What the vendor takes as a value of a property, and how it says no.
import type { PageValue, Property } from './space.ts';

export const TEXT_MAX = 2000;
const ARRAY_MAX = 100;
const ISO = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?$/;

/** A refusal of what was sent: 400 validation_error. */
export class Invalid extends Error {}

type Json = Record<string, unknown>;
const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

/** @returns the plain text @throws Invalid */
export function richText(value: unknown, path: string): string {
  if (!Array.isArray(value)) throw new Invalid(`body failed validation: ${path} should be an array, instead was \`${typeof value}\`.`);
  if (value.length > ARRAY_MAX)
    throw new Invalid(`body failed validation: ${path}.length should be ≤ \`${ARRAY_MAX}\`, instead was \`${value.length}\`.`);
  return value
    .map((item: unknown, i) => {
      const text = isObject(item) && isObject(item.text) ? item.text.content : undefined;
      if (typeof text !== 'string') throw new Invalid(`body failed validation: ${path}[${i}].text.content should be defined.`);
      if (text.length > TEXT_MAX)
        throw new Invalid(
          `body failed validation: ${path}[${i}].text.content.length should be ≤ \`${TEXT_MAX}\`, instead was \`${text.length}\`.`,
        );
      if (!text.isWellFormed()) throw new Invalid(`body failed validation: ${path}[${i}].text.content is not valid Unicode.`);
      return text;
    })
    .join('');
}

/** Reads the value of one property; the vendor refuses a value of another type, and a status that is no option. @throws Invalid */
export function readValue(property: Property, sent: unknown): PageValue {
  if (!isObject(sent) || !(property.type in sent)) throw new Invalid(`${property.name} is expected to be ${property.type}.`);
  const value = sent[property.type];
  switch (property.type) {
    case 'title':
    case 'rich_text':
      return richText(value, `body.properties.${property.name}.${property.type}`);
    case 'number':
      if (value !== null && (typeof value !== 'number' || !Number.isFinite(value)))
        throw new Invalid(`${property.name} is expected to be number.`);
      return value;
    case 'url':
      if (value !== null && (typeof value !== 'string' || value === '' || value.length > TEXT_MAX))
        throw new Invalid(`${property.name} is expected to be url.`);
      return value as string | null;
    case 'date':
      if (value === null) return null;
      if (!isObject(value) || typeof value.start !== 'string' || !ISO.test(value.start) || Number.isNaN(Date.parse(value.start)))
        throw new Invalid(`body failed validation: body.properties.${property.name}.date.start should be a valid ISO 8601 date string.`);
      return value.start;
    case 'status':
    case 'select': {
      if (value === null) return null;
      const name = isObject(value) ? value.name : undefined;
      if (typeof name !== 'string') throw new Invalid(`${property.name} is expected to be ${property.type}.`);
      if (!property.options.includes(name)) {
        if (property.type === 'status') throw new Invalid(`Invalid status option. Status option "${name}" does not exist.`);
        property.options.push(name);
      }
      return name;
    }
  }
}

const shownText = (text: string): object[] =>
  text === '' ? [] : [{ type: 'text', text: { content: text, link: null }, plain_text: text, href: null, annotations: {} }];

/** A value as an answer shows it. */
export function showValue(property: Property, value: PageValue): object {
  const head = { id: property.id, type: property.type };
  switch (property.type) {
    case 'title':
    case 'rich_text':
      return { ...head, [property.type]: shownText(String(value ?? '')) };
    case 'date':
      return { ...head, date: value === null ? null : { start: value, end: null, time_zone: null } };
    case 'status':
    case 'select':
      return {
        ...head,
        [property.type]: value === null ? null : { id: `opt-${property.options.indexOf(String(value))}`, name: value, color: 'default' },
      };
    default:
      return { ...head, [property.type]: value };
  }
}

/** What a data source says of a property. */
export function showProperty(property: Property): object {
  const hasOptions = property.type === 'status' || property.type === 'select';
  const options = property.options.map((name, i) => ({ id: `opt-${i}`, name, color: 'default', description: null }));
  return {
    id: property.id,
    name: property.name,
    description: null,
    type: property.type,
    [property.type]: hasOptions ? { options, ...(property.type === 'status' ? { groups: [] } : {}) } : {},
  };
}
