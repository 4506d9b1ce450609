// The sandbox's Sheets as a vendor: what it works out, what it refuses, and that a refused request changes nothing.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { startSandbox } from '../../src/sandbox/index.ts';
import { blockEgress } from '../support/egress.ts';

blockEgress();
const sandbox = await startSandbox({ seed: 1, size: 'S', endDate: '2026-02-07' });
const { google } = sandbox;
test.after(() => sandbox.stop());

const grant = google.login.grant(
  new URLSearchParams({
    grant_type: 'refresh_token',
    client_id: google.login.clientId,
    client_secret: google.login.clientSecret,
    refresh_token: google.login.refreshToken,
  }),
);
const token = 'access_token' in grant ? grant.access_token : '';

async function call(method: string, path: string, body?: unknown): Promise<{ status: number; data: Record<string, never> }> {
  const response = await fetch(`${google.url}v4/spreadsheets${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, data: (await response.json()) as Record<string, never> };
}

async function book(): Promise<string> {
  const { status, data } = await call('POST', '', {
    properties: { title: 'Uji', locale: 'en_US' },
    sheets: [
      { properties: { sheetId: 7, title: 'Stok awal' } },
      { properties: { sheetId: 8, title: 'Data', gridProperties: { rowCount: 20, columnCount: 5 } } },
    ],
  });
  assert.equal(status, 200);
  return String((data as unknown as { spreadsheetId: string }).spreadsheetId);
}

const cells = (sheetId: number, row: number, column: number, rows: object[][]) => ({
  updateCells: {
    start: { sheetId, rowIndex: row, columnIndex: column },
    rows: rows.map((values) => ({ values: values.map((userEnteredValue) => ({ userEnteredValue })) })),
    fields: 'userEnteredValue',
  },
});
const f = (formulaValue: string) => ({ formulaValue });
const n = (numberValue: number) => ({ numberValue });
const s = (stringValue: string) => ({ stringValue });

test('formulas are worked out over tabs and follow what a person changes', async () => {
  google.clear();
  const id = await book();
  const data = [
    [s('A1'), s('WHS'), n(5)],
    [s('a1'), s('WHB'), n(7)],
    [s('B2'), s('WHS'), n(11)],
    [s('=HYPERLINK("http://x")'), s('WHS'), n(13)],
    [n(12), s('12'), n(17)],
  ];
  const formulas: [string, unknown][] = [
    ['=SUMIFS(Data!C:C,Data!A:A,"A1")', 12],
    ['=SUMIFS(Data!$C$1:$C$3,Data!$A$1:$A$3,"A1",Data!B1:B3,"<>WHB")', 5],
    ['=SUMIFS(Data!C:C,Data!C:C,">=11")', 41],
    ['=SUMIFS(Data!C:C,Data!A:A,12)', 17],
    ['=SUM(Data!C1:C3,1,-2)*2', 44],
    ['=SUM(Data!A:C)', 65],
    ['=IF(AND(1<2,"a"="A"),"ya","tidak")', 'ya'],
    ['=IFERROR(1/0,-1)', -1],
    ['=1/0', '#DIV/0!'],
    ['=ROUND(-2.5,0)', -3],
    ['=ROUND(1.005,2)', 1.01],
    ['=ROUNDUP(-1.2,0)+ROUNDUP(2,0)', 0],
    ['=2+3*4-10/4', 11.5],
    ['=-2^2', 4],
    ['=VLOOKUP(1,A:B,2)', '#NAME?'],
    ['=Nothing!A1', '#REF!'],
    ['=Data!A4', '=HYPERLINK("http://x")'],
    ['=IF(Data!E9="",Data!E9+1,2)', 1],
    ['=50%', 0.5],
  ];
  const { status } = await call('POST', `/${id}:batchUpdate`, {
    requests: [
      cells(8, 0, 0, data),
      cells(
        7,
        0,
        0,
        formulas.map(([text]) => [f(text)]),
      ),
    ],
  });
  assert.equal(status, 200);
  const read = async (render: string) => {
    const { data } = await call('GET', `/${id}/values:batchGet?ranges='Stok%20awal'!A1:A30&valueRenderOption=${render}`);
    return (data as unknown as { valueRanges: { values: unknown[][] }[] }).valueRanges[0]!.values.map(([v]) => v);
  };
  assert.deepEqual(
    await read('UNFORMATTED_VALUE'),
    formulas.map(([, wanted]) => wanted),
  );
  assert.deepEqual(
    await read('FORMULA'),
    formulas.map(([text]) => text),
  );
  google.books.setCell(id, 'Data', 'C1', 100);
  google.books.deleteRow(id, 'Data', 3);
  assert.deepEqual((await read('UNFORMATTED_VALUE')).slice(0, 3), [107, 100, 130]);
});

test('repeatCell carries a formula down with its relative references, and clears', async () => {
  google.clear();
  const id = await book();
  await call('POST', `/${id}:batchUpdate`, {
    requests: [
      cells(8, 0, 0, [
        [n(1), n(10)],
        [n(2), n(20)],
        [n(3), n(30)],
      ]),
      {
        repeatCell: {
          range: { sheetId: 8, startRowIndex: 0, endRowIndex: 3, startColumnIndex: 2, endColumnIndex: 3 },
          cell: { userEnteredValue: f('=A1*B$1+SUM($A:$A)') },
          fields: 'userEnteredValue',
        },
      },
    ],
  });
  assert.deepEqual(
    ['C1', 'C2', 'C3'].map((cell) => google.books.shown(id, 'Data', cell)),
    [16, 26, 36],
  );
  await call('POST', `/${id}:batchUpdate`, {
    requests: [{ repeatCell: { range: { sheetId: 8, startRowIndex: 1 }, cell: {}, fields: 'userEnteredValue' } }],
  });
  assert.deepEqual(
    ['A1', 'A2', 'C3'].map((cell) => google.books.shown(id, 'Data', cell)),
    [1, null, null],
  );
});

describe('refuses, and nothing of the request is done', () => {
  const cases: readonly [name: string, request: object][] = [
    ['a title that is there', { addSheet: { properties: { sheetId: 99, title: 'Data' } } }],
    ['an id that is there', { addSheet: { properties: { sheetId: 8, title: 'Lain' } } }],
    ['a cell outside of the grid', cells(8, 0, 5, [[n(1)]])],
    ['a row outside of the grid', cells(8, 20, 0, [[n(1)]])],
    ['a range outside of the grid', { repeatCell: { range: { sheetId: 8, endRowIndex: 21 }, cell: {}, fields: 'userEnteredValue' } }],
    ['a tab that is not there', cells(1234, 0, 0, [[n(1)]])],
    ['a cell of 50,001 characters', cells(8, 0, 0, [[s('x'.repeat(50_001))]])],
    ['a formula that cannot be read', cells(8, 0, 0, [[f('=SUM(')]])],
    ['a request that is not known', { deleteSheet: { sheetId: 8 } }],
    ['a field that is not known', { updateCells: { start: { sheetId: 8 }, rows: [], fields: 'values' } }],
    [
      'more frozen rows than there are',
      {
        updateSheetProperties: {
          properties: { sheetId: 8, gridProperties: { frozenRowCount: 20 } },
          fields: 'gridProperties.frozenRowCount',
        },
      },
    ],
  ];
  for (const [name, request] of cases)
    test(name, async () => {
      google.clear();
      const id = await book();
      const { status, data } = await call('POST', `/${id}:batchUpdate`, { requests: [cells(8, 0, 0, [[n(42)]]), request] });
      assert.deepEqual([status, (data as { error?: { status: string } }).error?.status], [400, 'INVALID_ARGUMENT']);
      assert.equal(google.books.shown(id, 'Data', 'A1'), null);
    });

  test('more than 2 MB, more than 60 writes a minute, and a Sheet that is not shared', async () => {
    google.clear();
    const id = await book();
    const large = cells(
      8,
      0,
      0,
      Array.from({ length: 20 }, () => [s('x'.repeat(49_000)), s('x'.repeat(49_000)), s('x'.repeat(49_000))]),
    );
    assert.equal((await call('POST', `/${id}:batchUpdate`, { requests: [large] })).status, 400);
    google.books.share(id, false);
    assert.equal((await call('POST', `/${id}:batchUpdate`, { requests: [cells(8, 0, 0, [[n(1)]])] })).status, 403);
    google.books.share(id, true);
    const statuses: number[] = [];
    for (let i = 0; i < 60; i++) statuses.push((await call('POST', `/${id}:batchUpdate`, { requests: [cells(8, 0, 0, [[n(i)]])] })).status);
    assert.deepEqual([statuses.indexOf(429), statuses.at(-1)], [57, 429]);
    assert.equal(google.books.shown(id, 'Data', 'A1'), 56);
  });
});
