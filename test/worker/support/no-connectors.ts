import type { Connectors } from '../../../tasks/define.ts';

/** For tests that must not reach the outside. */
export const noConnectors: Connectors = {
  accurate: () => {
    throw new Error('this test has no ERP');
  },
  ginee: () => {
    throw new Error('this test has no marketplaces');
  },
  readTab: async () => {
    throw new Error('this test reads no Sheet');
  },
  isSheetsOn: true,
  sheets: () => {
    throw new Error('this test writes no Sheet');
  },
  mail: {
    via: 'smtp',
    send: async () => {
      throw new Error('this test sends no mail');
    },
    find: async () => 'cannot_tell',
  },
  inboxes: { gmail: null, imap: null },
  isTelegramOn: true,
  sendTelegram: async () => {
    throw new Error('this test sends no messages');
  },
  editTelegram: async () => {
    throw new Error('this test sends no messages');
  },
  telegram: null,
  isNotionOn: false,
  models: null,
  notionSource: async () => {
    throw new Error('this test has no Notion');
  },
  showNotionPage: async () => {
    throw new Error('this test has no Notion');
  },
  hasNotionPage: async () => {
    throw new Error('this test has no Notion');
  },
};
