import { setTimeout as sleep } from 'node:timers/promises';
import type { Connectors, Outcome } from '../../tasks/define.ts';
import type { Config, Entity } from '../config.ts';
import { type AccurateClient, createAccurateClient } from '../connectors/accurate/client.ts';
import { AnthropicClient } from '../connectors/anthropic.ts';
import { Permanent } from '../connectors/errors.ts';
import { createGineeClient, type GineeClient } from '../connectors/ginee/client.ts';
import { GoogleError } from '../connectors/google/errors.ts';
import { createSheetsClient, type SheetsClient } from '../connectors/google/sheets.ts';
import { connectNotion, type NotionConnection } from '../connectors/notion/connect.ts';
import { NotionError } from '../connectors/notion/errors.ts';
import { createTelegramClient, type TelegramClient, type TelegramResult } from '../connectors/telegram/client.ts';
import { createTelegramReader } from '../connectors/telegram/updates.ts';
import { many, value } from '../db/call.ts';
import { isDbError } from '../db/errors.ts';
import type { Db } from '../db/pool.ts';
import { makeInboxes, makeMail, type Patience } from './mail-channel.ts';

/** Builds the connectors from the configuration. The database hands out the times at which requests may leave.
 *  @param patienceMs how long a vendor may take for an answer, where it is not the connector's own measure */
export function makeConnectors(config: Config, db: Db, patienceMs?: number): Connectors {
  const patience = patienceMs === undefined ? {} : { timeoutMs: patienceMs };
  const budget = patienceMs === undefined ? {} : { requestBudgetMs: patienceMs };
  const clients = new Map<string, AccurateClient>();
  let bot: TelegramClient | undefined;
  let ginee: GineeClient | undefined;
  let sheets: SheetsClient | undefined;
  let workspace: NotionConnection | undefined;
  const notion = (): NotionConnection => {
    workspace ??= makeNotion(config, db, patience);
    return workspace;
  };
  const telegram = (): TelegramClient => {
    const token = config.telegram.botToken?.reveal();
    if (token === undefined) throw new Error('Telegram is off: set TELEGRAM_BOT_TOKEN.');
    bot ??= createTelegramClient({ token, apiRoot: config.telegram.apiRoot, ...patience });
    return bot;
  };
  return {
    accurate(entity) {
      const known = clients.get(entity);
      if (known !== undefined) return known;
      const { accountUrl, credentials } = config.accurate;
      const own = credentials[entity as Entity];
      if (accountUrl === undefined || own === undefined) {
        // Trying again changes nothing: a person has to set them.
        throw new Permanent(
          'bad_configuration',
          `Accurate is off for ${entity}: set ACCURATE_ACCOUNT_URL, ACCURATE_API_TOKEN_${entity} and ACCURATE_SIGNATURE_SECRET_${entity} and start the worker again, or try it out with \`mandor sandbox\`.`,
          { call: `the ERP of ${entity}` },
        );
      }
      const client = createAccurateClient({
        ...budget,
        accountUrl,
        token: own.apiToken.reveal(),
        secret: own.signatureSecret.reveal(),
        take: async (n) =>
          (await insistent(() => many(db, 'ops.rate_take', { p_key: `accurate:${entity}`, p_n: n }))).map(
            (row) => row.rate_take as unknown as Date,
          ),
        postponedUntil: async () =>
          (await insistent(() => value(db, 'ops.rate_postponed', { p_key: `accurate:${entity}` }))) as unknown as Date | null,
        // All workers share the token, so all of them wait.
        postponed: async (until) => {
          await value(db, 'ops.rate_postpone', { p_key: `accurate:${entity}`, p_until: until.toISOString() as never });
        },
      });
      clients.set(entity, client);
      return client;
    },
    ginee() {
      const { keys, ...own } = config.ginee;
      if (keys === undefined)
        throw new Permanent(
          'bad_configuration',
          'Ginee is off: set GINEE_ACCESS_KEY and GINEE_SECRET_KEY and start the worker again, or try it out with `mandor sandbox`.',
          { call: 'Ginee' },
        );
      ginee ??= createGineeClient({
        ...own,
        ...budget,
        accessKey: keys.accessKey.reveal(),
        secretKey: keys.secretKey.reveal(),
        take: async (n) => (await many(db, 'ops.rate_take', { p_key: 'ginee', p_n: n })).map((row) => row.rate_take as Date),
        postponedUntil: () => value(db, 'ops.rate_postponed', { p_key: 'ginee' }),
        postponed: async (until) => {
          await value(db, 'ops.rate_postpone', { p_key: 'ginee', p_until: until });
        },
      });
      return ginee;
    },
    async readTab(spreadsheetId, tab, signal) {
      sheets ??= makeSheets(config, db, patience);
      return sheets.readTab(spreadsheetId, tab, signal);
    },
    isSheetsOn: config.google.login !== undefined,
    sheets() {
      sheets ??= makeSheets(config, db, patience);
      return sheets;
    },
    mail: makeMail(config, db, patience),
    inboxes: makeInboxes(config, db),
    isTelegramOn: config.telegram.botToken !== undefined,
    sendTelegram: async (message, signal) => postOf(await telegram().sendMessage(message, signal)),
    editTelegram: async (edit, signal) => postOf(await telegram().edit(edit, signal)),
    telegram:
      config.telegram.botToken === undefined
        ? null
        : createTelegramReader({ token: config.telegram.botToken.reveal(), apiRoot: config.telegram.apiRoot }),
    isNotionOn: config.notion.tokens !== undefined,
    notionSource: async (databaseId) => notion().source(databaseId),
    showNotionPage: async (layer, wish, notes, signal) => notion().show(layer, wish, notes, signal),
    hasNotionPage: async (sourceId, idProperty, subject) => notion().has(sourceId, idProperty, subject),
    models: makeModels(config),
  };
}

const INSIST_MS = 15_000;

/**
 * Asks again when the connection broke or went silent: that costs a pull some seconds and not its run. Times that were
 * handed out and not heard of lapse. A database that stays away longer is left to the task, which is tried again later.
 */
async function insistent<T>(ask: () => Promise<T>): Promise<T> {
  const end = performance.now() + INSIST_MS;
  for (let wait = 50; ; wait *= 2) {
    try {
      return await ask();
    } catch (error) {
      if (performance.now() + wait > end || !isDbError(error, 'Retry')) throw error;
      await sleep(wait);
    }
  }
}

/** Null without a key: nothing is asked of a model then. */
export function makeModels({ anthropic: { baseUrl, apiKey } }: Config): AnthropicClient | null {
  return apiKey === undefined ? null : new AnthropicClient({ baseUrl, apiKey: apiKey.reveal() });
}

/** @throws GoogleError when Google is off. All workers of one Google user share its pace. */
export function makeSheets({ google }: Config, db: Db, patience: Patience = {}): SheetsClient {
  const { login, rootUrl, tokenUrl } = google;
  if (login === undefined)
    throw new GoogleError(
      'auth',
      'off',
      'Google belum dihubungkan: isi GOOGLE_CLIENT_ID, GOOGLE_CLIENT_SECRET dan GOOGLE_REFRESH_TOKEN, atau GOOGLE_SERVICE_ACCOUNT_FILE.',
    );
  return createSheetsClient({
    ...patience,
    credentials:
      login.kind === 'refresh_token'
        ? { ...login, clientSecret: login.clientSecret.reveal(), refreshToken: login.refreshToken.reveal() }
        : { ...login, privateKey: login.privateKey.reveal() },
    hosts: { rootUrl, tokenUrl },
    take: async () => (await many(db, 'ops.rate_take', { p_key: 'google:sheets', p_n: 1 }))[0]?.rate_take as unknown as Date,
    postponed: async (until) => {
      await value(db, 'ops.rate_postpone', { p_key: 'google:sheets', p_until: until.toISOString() as never });
    },
  });
}

/** @throws NotionError when Notion is off. All workers share the pace of a token, and that of the workspace. */
export function makeNotion({ notion }: Config, db: Db, patience: Patience = {}): NotionConnection {
  if (notion.tokens === undefined) throw new NotionError('blocked', 'off', 'Notion belum dihubungkan: isi NOTION_TOKEN.');
  return connectNotion({
    ...patience,
    tokens: [notion.tokens[0].reveal(), notion.tokens[1].reveal()],
    baseUrl: notion.baseUrl,
    take: async (key) => (await many(db, 'ops.rate_take', { p_key: key, p_n: 1 }))[0]?.rate_take as unknown as Date,
    postponed: async (key, until) => {
      await value(db, 'ops.rate_postpone', { p_key: key, p_until: until.toISOString() as never });
    },
  });
}

function postOf(sent: TelegramResult): Outcome {
  switch (sent.outcome) {
    case 'confirmed':
      return { status: 'accepted', externalId: sent.messageId };
    case 'moved':
      return { status: 'moved', recipient: sent.chatId };
    case 'unknown':
      return { status: 'unknown', message: sent.message };
    case 'refused':
      // "Later" is no failed attempt: a busy day must not use up the attempts of an alert.
      return sent.isTransient
        ? { status: 'deferred', message: sent.message, retryAfterSeconds: sent.retryAfter ?? 60 }
        : { status: 'refused', isFinal: true, message: sent.message };
  }
}
