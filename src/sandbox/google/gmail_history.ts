// What happened in a mailbox, record by record, as Gmail's history tells it: messages that were added, labels that came and
// went. Pages are as large as the caller asks; ids that are too old are forgotten on command.

export interface HistoryRecord {
  readonly historyId: number;
  readonly kind: 'messageAdded' | 'messageDeleted' | 'labelAdded' | 'labelRemoved';
  readonly message: { readonly id: string; readonly threadId: string; readonly labelIds: readonly string[] };
  readonly labelIds: readonly string[];
}

export interface GmailHistory {
  /** The newest id. */
  readonly current: number;
  /** Writes a record; its id. */
  add(kind: HistoryRecord['kind'], message: HistoryRecord['message'], labelIds?: readonly string[]): number;
  /** Ids below the newest are refused from now on. */
  forget(): void;
  /** Undefined: the id is too old. */
  page(query: {
    readonly start: number;
    readonly kinds: readonly string[] | undefined;
    readonly labelId: string | undefined;
    readonly size: number;
    readonly from: number;
  }): object | undefined;
}

const FIELD = {
  messageAdded: 'messagesAdded',
  messageDeleted: 'messagesDeleted',
  labelAdded: 'labelsAdded',
  labelRemoved: 'labelsRemoved',
};
const FIRST = 9000;

export function createHistory(): GmailHistory {
  const records: HistoryRecord[] = [];
  let current = FIRST;
  let oldest = FIRST;
  return {
    get current() {
      return current;
    },
    add(kind, message, labelIds = []) {
      current += 1;
      records.push({ historyId: current, kind, message, labelIds });
      return current;
    },
    forget() {
      oldest = current;
    },
    page({ start, kinds, labelId, size, from }) {
      if (start < oldest) return undefined;
      const found = records.filter(
        (one) =>
          one.historyId > start &&
          (kinds === undefined || kinds.includes(one.kind)) &&
          (labelId === undefined || one.message.labelIds.includes(labelId)),
      );
      const shown = found.slice(from, from + size).map(({ historyId, kind, message, labelIds }) => ({
        id: String(historyId),
        messages: [{ id: message.id, threadId: message.threadId }],
        [FIELD[kind]]: [
          {
            message: { id: message.id, threadId: message.threadId, labelIds: message.labelIds },
            ...(kind.startsWith('label') ? { labelIds } : {}),
          },
        ],
      }));
      return {
        ...(shown.length === 0 ? {} : { history: shown }),
        ...(from + size < found.length ? { nextPageToken: String(from + size) } : {}),
        historyId: String(current),
      };
    },
  };
}
