// One run over the marketplaces: shops, their windows, page by page. What is fetched is the caller's; which windows there are
// and what a page means is SQL's.
import type pg from 'pg';
import { many, value } from './call.ts';
import type { PullError } from './pull.ts';

/** A source of orders, as its connector walks it (structural: this file knows no vendor). */
export interface OrderSource {
  shops(): Promise<readonly object[]>;
  pages(
    shopId: string,
    window: { readonly from: Date; readonly to: Date },
  ): AsyncIterable<{ readonly orders: readonly object[]; readonly cursor: readonly unknown[] | null; readonly serverNow: Date | null }>;
}

/**
 * Runs the pull of an occurrence that this run holds.
 * @returns done | late | failed | deferred (the source asked for time: a timer starts the run again) | not_mine
 * @throws whatever `judge` does not know: a bug, or the database is away (the queue tries again)
 */
export async function runOrders(
  pool: pg.Pool,
  runToken: string,
  open: () => OrderSource,
  judge: (error: unknown) => PullError | undefined,
  signal: AbortSignal,
): Promise<string> {
  const run = { p_run_token: runToken };
  try {
    const source = open();
    const windows = await many(pool, 'raw.ginee_begin', { ...run, p_shops: await source.shops() });
    let orders = 0;
    for (const { shop_id, window_from, window_to } of windows) {
      const window = { p_shop_id: shop_id, p_window_from: window_from, p_window_to: window_to };
      let sourceNow: Date | null = null;
      for await (const page of source.pages(shop_id as string, { from: window_from as Date, to: window_to as Date })) {
        signal.throwIfAborted();
        const answer = await value(pool, 'raw.ginee_page', { ...run, ...window, p_cursor: page.cursor, p_orders: page.orders });
        if (answer !== 'ok') return 'not_mine';
        orders += page.orders.length;
        // The first page's clock: what the source takes in while it is being read belongs to the next window.
        sourceNow ??= page.serverNow;
      }
      if ((await value(pool, 'raw.ginee_window_done', { ...run, ...window, p_source_now: sourceNow })) !== 'ok') return 'not_mine';
    }
    return (await value(pool, 'ops.occurrence_finish', { ...run, p_note: `${orders} orders in ${windows.length} windows` })) as string;
  } catch (error) {
    // Told to stop: the worker gives the run back, and its windows come again.
    if (signal.aborted) throw error;
    const verdict = judge(error);
    if (verdict === undefined) {
      // Noting the failure needs the database, which may be what failed; the error itself matters more.
      const facts = { code: 'unexpected', message: (error as Error).message };
      await value(pool, 'ops.occurrence_fail', { ...run, p_error: facts, p_is_final: false }).catch(() => undefined);
      throw error;
    }
    if (verdict.isFinal)
      return (await value(pool, 'raw.pull_fail', {
        ...run,
        p_load_id: null,
        p_load_token: null,
        p_error: verdict.error,
        p_is_final: true,
      })) as string;
    return (await value(pool, 'ops.occurrence_defer', {
      ...run,
      p_seconds: String(verdict.retryAfter),
      p_reason: verdict.error.message,
    })) as string;
  }
}
