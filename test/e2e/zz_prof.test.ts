import { test } from 'node:test';
import { prepare, store } from '../oracle/database.ts';
import { generate } from '../oracle/generator.ts';
import { testDatabase } from '../support/harness.ts';
test('prof', async () => {
  const db = await testDatabase();
  await db.as('mandor_deploy', async (c) => {
    await prepare(c);
    const spent: Record<string, number> = {}; const n: Record<string, number> = {};
    const s = { query: async (t: string, v?: unknown[]) => { const a = performance.now(); const r = await c.query(t, v); const k = t.trim().slice(0, 60); spent[k] = (spent[k] ?? 0) + performance.now() - a; n[k] = (n[k] ?? 0) + 1; return r; } };
    let loads = 0;
    for (let i = 1; i <= 30; i++) { const g = generate(i); loads += g.company.stock.length + g.company.sales.length; await s.query('begin'); await store(s, g); await s.query('select * from mart.control_stock($1)', [g.asOf]); await s.query('select * from mart.tier_summary($1)', [g.asOf]); await s.query('select * from mart.v_control_stock'); await s.query('rollback'); }
    console.log(loads, spent, n);
    const g = generate(40); const a = performance.now(); await c.query('begin'); await store(c, g); console.log('deep', g.company.stock.length, performance.now() - a); await c.query('rollback');
  });
});
