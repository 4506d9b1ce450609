// What people see and do in the program itself.
import { blockText, readBlocks } from './blocks.ts';
import { type DataSource, type Page, type Property, plainId, type Space } from './space.ts';

/** A page as a person sees it. */
export interface ShownPage {
  readonly id: string;
  readonly inTrash: boolean;
  readonly cells: Readonly<Record<string, string | number | null>>;
  /** Text of each top block. */
  readonly body: readonly string[];
  readonly blockTypes: readonly string[];
}

export interface People {
  pages(database: string): readonly ShownPage[];
  renameProperty(database: string, from: string, to: string): void;
  removeProperty(database: string, name: string): void;
  removeOption(database: string, property: string, option: string): void;
  share(database: string, isShared: boolean): void;
  trash(pageId: string, isTrashed?: boolean): void;
  /** Gone for good: the trash was emptied. */
  destroy(pageId: string): void;
  write(pageId: string, text: string): void;
}

export function createPeople(space: Space, person: string): People {
  const source = (id: string): DataSource => {
    const found = space.sources.find((one) => plainId(one.databaseId) === plainId(id));
    if (found === undefined) throw new Error(`The sandbox has no database ${id}.`);
    return found;
  };
  const page = (id: string): Page => {
    const found = space.pages.find((one) => one.id === id);
    if (found === undefined) throw new Error(`The sandbox has no page ${id}.`);
    return found;
  };
  const property = (database: string, name: string): Property => {
    const found = source(database).properties.find((one) => one.name === name);
    if (found === undefined) throw new Error(`There is no property ${name}.`);
    return found;
  };
  return {
    pages(database) {
      const own = source(database);
      return space.pages
        .filter((one) => one.sourceId === own.id)
        .map((one) => ({
          id: one.id,
          inTrash: one.inTrash,
          cells: Object.fromEntries(own.properties.map((cell) => [cell.name, one.values.get(cell.id) ?? null])),
          body: one.blocks.map(blockText),
          blockTypes: one.blocks.map((block) => block.type),
        }));
    },
    renameProperty(database, from, to) {
      property(database, from).name = to;
    },
    removeProperty(database, name) {
      const own = source(database);
      own.properties = own.properties.filter((one) => one.name !== name);
    },
    removeOption(database, name, option) {
      const found = property(database, name);
      found.options = found.options.filter((one) => one !== option);
    },
    share(database, isShared) {
      source(database).isShared = isShared;
    },
    trash(id, isTrashed = true) {
      page(id).inTrash = isTrashed;
    },
    destroy(id) {
      space.pages = space.pages.filter((one) => one.id !== id);
    },
    write(id, text) {
      const [block] = readBlocks([{ type: 'paragraph', paragraph: { rich_text: [{ type: 'text', text: { content: text } }] } }], person);
      if (block === undefined) return;
      space.blocks.set(block.id, block);
      page(id).blocks.push(block);
    },
  };
}
