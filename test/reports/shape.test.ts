import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readReport, reportProblems } from '../../src/reports/types.ts';
import { hostileReport, largestReport, ordinaryReport } from './fixture.ts';

type Loose = Record<string, unknown>;

test('well-formed reports have no problems, and are returned as they are', () => {
  for (const report of [ordinaryReport(), hostileReport(), largestReport(50)]) {
    assert.deepEqual(reportProblems(report), []);
    assert.equal(readReport(report), report);
  }
});

test('each missing field is named by its path', () => {
  for (const field of Object.keys(ordinaryReport()).filter((name) => !['links', 'request', 'opening'].includes(name))) {
    const report: Loose = { ...ordinaryReport() };
    delete report[field];
    assert.deepEqual(reportProblems(report), [`${field} is missing`]);
  }
});

test('a field that may be null may also be absent', () => {
  const report = structuredClone(ordinaryReport()) as unknown as { key_figures: Loose[]; sections: Loose[]; changes: Loose };
  for (const figure of report.key_figures) delete figure.note;
  for (const section of report.sections) for (const field of ['intro', 'table', 'more']) delete section[field];
  delete report.changes.since_text;
  delete (report as Loose).request;
  delete (report as Loose).opening;
  assert.deepEqual(reportProblems(report), []);
});

test('wrong values deep inside are named by their path', () => {
  const report = structuredClone(ordinaryReport()) as unknown as {
    sections: { tone: string; table: Loose | null }[];
    key_figures: Loose[];
  };
  report.sections[0]!.tone = 'red';
  report.key_figures[1]!.value = 347;
  (report.sections[1]!.table!.rows as string[][])[3] = ['M1', '2'];
  (report.sections[1]!.table!.footer as string[]).pop();
  delete (report.sections[2]!.table as Loose).columns;
  assert.deepEqual(reportProblems(report), [
    'key_figures[1].value is not a non-empty text',
    'sections[0].tone is not one of critical, warning, neutral',
    'sections[1].table.rows[3] has 2 cells for 3 columns',
    'sections[1].table.footer has 2 cells for 3 columns',
    'sections[2].table.columns is missing',
  ]);
});

test('what is no report at all is refused in one sentence that says what to do', () => {
  for (const value of [null, undefined, 'x', [], 7]) assert.equal(reportProblems(value).length, 1);
  assert.throws(() => readReport({}), /title is missing.*and \d+ more.*SQL function/s);
});
