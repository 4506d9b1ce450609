import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'csv-stringify/sync';

/** Somebody of the company. */
export interface Person {
  readonly name: string;
  readonly email: string;
  readonly telegramUserId: number;
  readonly supervisor: string | null;
}

const mailOf = (name: string): string => `${name}@toko.example`;

/** Those who sign the reports, who stand in for them, and who is above them. */
export const people: readonly Person[] = [
  { name: 'Sari', email: mailOf('merchandiser'), telegramUserId: 700_001, supervisor: mailOf('direktur.operasi') },
  { name: 'Budi', email: mailOf('perencana'), telegramUserId: 700_002, supervisor: mailOf('direktur.operasi') },
  { name: 'Rina', email: mailOf('kepala.cabang'), telegramUserId: 700_003, supervisor: mailOf('direktur.operasi') },
  { name: 'Dewi', email: mailOf('direktur.operasi'), telegramUserId: 700_009, supervisor: null },
];

const duties = [
  ['report.control_stock', 'Control Stock', mailOf('merchandiser'), mailOf('perencana')],
  ['report.daily_sales', 'Penjualan Harian', mailOf('kepala.cabang'), mailOf('merchandiser')],
  ['report.product_performance', 'Kinerja Produk Mingguan', mailOf('merchandiser'), mailOf('perencana')],
];
const recipients = [['report.control_stock', 'email', mailOf('gudang'), '', 'tidak']];

/** Writes the lists of the first week as the company's people would have filled them in: orang.csv, tugas.csv, penerima.csv. */
export async function writePeople(dir: string): Promise<void> {
  await mkdir(dir, { recursive: true });
  const lists = {
    'orang.csv': [
      ['name', 'email', 'telegram_user_id', 'language', 'supervisor_email'],
      ...people.map((p) => [p.name, p.email, p.telegramUserId, 'id', p.supervisor]),
    ],
    'tugas.csv': [['job', 'title', 'pic_email', 'backup_email'], ...duties],
    'penerima.csv': [['key', 'channel', 'address', 'person_email', 'sees_cost'], ...recipients],
  };
  for (const [file, rows] of Object.entries(lists)) await writeFile(join(dir, file), stringify(rows));
}
