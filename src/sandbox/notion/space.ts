// A workspace: databases with one data source each, pages (the rows), blocks. Ids are fixed, so that a row of the database
// that names one stays right over restarts.
import { randomUUID } from 'node:crypto';

export type PropertyType = 'title' | 'rich_text' | 'number' | 'select' | 'status' | 'date' | 'url';

export interface Property {
  readonly id: string;
  name: string;
  readonly type: PropertyType;
  /** Of a status or select: names of what can be chosen. */
  options: string[];
}

export interface DataSource {
  readonly id: string;
  readonly databaseId: string;
  readonly title: string;
  properties: Property[];
  isShared: boolean;
}

/** A value as its property's type holds it; null is an empty cell. */
export type PageValue = string | number | null;

export interface Page {
  readonly id: string;
  readonly sourceId: string;
  readonly createdAt: string;
  editedAt: string;
  inTrash: boolean;
  /** By property id. */
  readonly values: Map<string, PageValue>;
  /** Top blocks of the body. */
  blocks: Block[];
}

export interface Block {
  readonly id: string;
  readonly type: string;
  /** The body of the type as it was sent, without its children. */
  readonly body: Record<string, unknown>;
  readonly children: Block[];
  readonly createdBy: string;
}

const property = (name: string, type: PropertyType, options: string[] = []): Property => ({
  // Notion's ids are short and may hold characters that a URL escapes.
  id: type === 'title' ? 'title' : `${name.replace(/[^a-z]/gi, '').slice(0, 3)}%3A`,
  name,
  type,
  options,
});

export const TASK_OPTIONS = [
  '⏳ Scheduled',
  '🔄 In Progress',
  '📋 Done by Agent',
  '❌ Revision',
  '✅ L2 Approved',
  '📧 Pending Human Approval',
  '✅✅ APPROVED',
  '🔴 ESCALATED',
  '❌ Failed',
  'Cancelled',
];

function dataSources(): DataSource[] {
  const tasks = () => [
    property('Task Name', 'title'),
    property('Agent', 'rich_text'),
    property('Status', 'status', [...TASK_OPTIONS]),
    property('Failure Reason', 'rich_text'),
    property('Last Run', 'date'),
    property('Duration', 'rich_text'),
    property('Next Run', 'date'),
    property('Attachment', 'url'),
    property('Mandor ID', 'rich_text'),
  ];
  const board = () => [
    property('Department', 'title'),
    property('Open', 'number'),
    property('Late', 'number'),
    property('Escalated', 'number'),
    property('Approved This Week', 'number'),
    property('Mandor ID', 'rich_text'),
  ];
  const one = (n: number, title: string, properties: Property[]): DataSource => ({
    id: `00000000-0000-4000-a000-00000000000${n}`,
    databaseId: `00000000-0000-4000-b000-00000000000${n}`,
    title,
    properties,
    isShared: true,
  });
  return [one(1, 'Tasks', tasks()), one(2, 'Dashboard', board()), one(3, 'Tasks (uji)', tasks()), one(4, 'Dashboard (uji)', board())];
}

export interface Space {
  sources: DataSource[];
  pages: Page[];
  blocks: Map<string, Block>;
  reset(): void;
}

export function createSpace(): Space {
  const space: Space = {
    sources: dataSources(),
    pages: [],
    blocks: new Map(),
    reset() {
      space.sources = dataSources();
      space.pages = [];
      space.blocks = new Map();
    },
  };
  return space;
}

export const newId = (): string => randomUUID();
/** Ids are taken with and without dashes, as a page's address has them without. */
export const plainId = (id: string): string => id.replaceAll('-', '').toLowerCase();

export const findProperty = (source: DataSource, key: string): Property | undefined =>
  source.properties.find((one) => one.id === key || one.id === encodeURIComponent(key) || one.name === key);
