import type pg from 'pg';
import type { NotionBlock, PageRef } from '../../src/connectors/notion/client.ts';
import { NotionError } from '../../src/connectors/notion/errors.ts';
import type { Cell } from '../../src/connectors/notion/page.ts';
import { many, value } from '../../src/db/call.ts';
import { reportDelivery } from '../../src/db/delivery.ts';
import { notionBody } from '../../src/reports/notion.ts';
import { readReport, reportProblems } from '../../src/reports/types.ts';
import { type Connectors, defineTask } from '../define.ts';

/** As ops.notion_page_read answers. */
interface PageState {
  readonly is_off: boolean;
  readonly source: string;
  readonly subject: string;
  readonly is_test: boolean;
  readonly layer: number;
  readonly database_id: string;
  readonly data_source_id: string;
  readonly must_check: boolean;
  readonly page_id: string | null;
  readonly body_hash: string | null;
  readonly fields_hash: string;
  readonly id_property: string;
  readonly cells: readonly Cell[];
  readonly body: { readonly result: unknown; readonly revision_no: number; readonly hash: string } | null;
}

/** Shows one subject in Notion as it stands now. Whatever happened before, the page is looked for, so a repeat doubles nothing. */
export default defineTask(async (id, { db, incarnation, config, connectors, log, signal }) => {
  if (!connectors.isNotionOn) {
    const held = await value(db, 'ops.outbox_hold', { p_id: id, p_reason: 'Notion is off: set NOTION_TOKEN.' });
    return log.debug({ outbox: id, held }, 'Notion is off');
  }
  const [row] = await many(db, 'ops.outbox_claim', { p_id: id, p_incarnation: incarnation });
  if (row === undefined) return;
  const token = row.run_token as string;
  const read = async () =>
    (await value(db, 'ops.notion_page_read', { p_run_token: token, p_test_mode: config.testMode })) as PageState | null;

  try {
    let state = await read();
    if (state?.is_off) return log.info({ outbox: id, outcome: await wait(db, token, state.source) }, 'no Notion database');
    if (state?.must_check) {
      await learn(db, connectors, state);
      state = await read();
    }
    if (state === null) return log.debug({ outbox: id }, 'the page is not ours any more');
    const page = await show(db, connectors, token, state, signal);
    log.info({ outbox: id, outcome: await reportDelivery(db, token, { status: 'accepted', externalId: page.id }) }, 'Notion page');
  } catch (error) {
    if (!(error instanceof NotionError)) throw error;
    log.info({ outbox: id, reason: error.reason, outcome: await settle(db, token, error) }, 'Notion page was not written');
  }
});

/** Asks Notion for the columns and lets the database judge them. */
async function learn(db: pg.Pool, connectors: Connectors, state: PageState): Promise<void> {
  const source = await connectors.notionSource(state.database_id);
  const missing = (await value(db, 'ops.notion_source_learn', {
    p_key: state.source,
    p_data_source_id: source.id,
    p_columns: source.columns as never,
  })) as string[];
  if (missing.length > 0)
    throw new NotionError(
      'blocked',
      'columns',
      `Database Notion "${state.source}" tidak punya kolom ${missing.join(', ')}. Buat lagi kolom itu.`,
    );
}

async function show(db: pg.Pool, connectors: Connectors, token: string, state: PageState, signal: AbortSignal): Promise<PageRef> {
  const body = bodyOf(state);
  const note = (page: PageRef, hash: string | null) =>
    value(db, 'ops.notion_page_note', {
      p_run_token: token,
      p_source_key: state.source,
      p_page_id: page.id,
      p_url: page.url,
      p_body_hash: hash,
      p_fields_hash: state.fields_hash,
    });
  const page = await connectors.showNotionPage(
    state.layer,
    {
      sourceId: state.data_source_id,
      idProperty: state.id_property,
      subject: state.subject,
      pageId: state.page_id ?? undefined,
      cells: state.cells,
      body,
    },
    // A body that is begun and not ended is written anew the next time.
    { found: async (found) => void (await note(found, body === undefined ? state.body_hash : null)) },
    signal,
  );
  if (body !== undefined) await note(page, state.body?.hash ?? null);
  return page;
}

/** Undefined when the page holds this report already, or the result is none that can be laid out. */
function bodyOf({ body, body_hash, is_test }: PageState): NotionBlock[] | undefined {
  if (body === null || body.hash === body_hash || reportProblems(body.result).length > 0) return undefined;
  return notionBody(readReport(body.result), { isTest: is_test, revision: body.revision_no });
}

const wait = (db: pg.Pool, token: string, source: string): Promise<string> =>
  reportDelivery(db, token, {
    status: 'deferred',
    retryAfterSeconds: 3600,
    message: `Mode uji: isi ops.notion_sources.database_id untuk "${source}".`,
  });

/** What the row becomes: an outage and a missing right use up no attempt, a lost answer is looked for, a refused page fails. */
async function settle(db: pg.Pool, token: string, error: NotionError): Promise<string> {
  const { message } = error;
  switch (error.kind) {
    case 'blocked':
      return (await value(db, 'ops.notion_blocked', { p_run_token: token, p_reason: error.reason, p_message: message })) as string;
    case 'refused':
      return reportDelivery(db, token, { status: 'refused', isFinal: true, message });
    case 'lost':
      return reportDelivery(db, token, { status: 'unknown', message });
    case 'transient':
      return reportDelivery(db, token, { status: 'deferred', retryAfterSeconds: error.retryAfter, message });
  }
}
