// A request to write the table against without a database; the tests of the engine take theirs from the database.
import { renderReportMail } from '../../src/reports/mail.ts';
import { ordinaryReport } from '../reports/fixture.ts';
import { digest } from './mime.ts';
import type { Request, World } from './types.ts';

const uuid = (name: string): string => digest(name, 32).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');

function request(itemId: number, revisionNo: number, title: string, person: string): Request {
  const hash = digest(`${itemId}.${revisionNo}`, 64);
  const token = uuid(`${itemId}.${revisionNo}.${person}`);
  const code = `[M${itemId}.${revisionNo} ${hash.slice(0, 8)} ${token.slice(0, 8)}]`;
  return {
    itemId,
    revisionNo,
    hash,
    token,
    messageId: `<mandor.${itemId}.${revisionNo}.${token}@mandor.example>`,
    subject: `${title} ${code}`,
  };
}

/** The same world each time; its report is the head of an ordinary day's, for the sake of speed. */
export function exampleWorld(): World {
  const title = 'Control Stock 09/02/2026: 4 artikel WAJIB PO, 2 keputusan menunggu';
  return {
    ...request(12, 2, title, 'pic'),
    mailbox: { name: 'Mandor', address: 'mandor@mandor.example' },
    approver: { name: 'Wayan Contoh', address: 'wayan@tokoku.example' },
    older: request(12, 1, title, 'pic'),
    otherItem: request(15, 1, 'Penjualan Harian 09/02/2026', 'other'),
    backup: { name: 'Ketut Contoh', address: 'ketut@tokoku.example' },
    backupRequest: request(12, 2, title, 'backup'),
    colleague: { name: 'Nyoman Contoh', address: 'nyoman@tokoku.example' },
    stranger: { name: 'Orang Asing', address: 'orang@asing.example' },
    sentAt: new Date('2026-02-10T00:02:11Z'),
    report: exampleReport(),
  };
}

// The words of sql/ops/functions/approval_mail.sql: the quote under a reply holds words of approval.
const REQUEST =
  'Ini revisi 2: laporan dibuat lagi setelah dikembalikan. Laporan ini menunggu persetujuan Anda. Setelah membacanya, balas email ini: Approve, atau catatan bila ada yang salah.';
const HOW = [
  'Laporan ini menunggu persetujuan Wayan Contoh (item 12, revisi 2). Setelah disetujui, laporan dikirim ke penerima lainnya.',
  'Balas email ini dengan satu kata, Approve atau Setuju, bila angka dan usulannya benar.',
  'Bila ada yang salah, balas dengan catatan: sebutkan artikel atau tokonya dan apa yang harus diperbaiki.',
  'Jangan mengubah subjek: di situ ada kode laporan ini.',
];

function exampleReport(): World['report'] {
  const day = ordinaryReport();
  const { text, html } = renderReportMail(
    { ...day, sections: day.sections.slice(0, 2), request: REQUEST, how_to_answer: HOW },
    { isTest: false, recipientName: 'Wayan Contoh' },
  );
  return { text, html };
}
