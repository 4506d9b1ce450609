// What people read about a machine: what happened, what was done, what they must do; no SQL, no English, no "0 menit".
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from '../../support/harness.ts';
import { DEAD, type Ill, ill, JOBS, OK, READY } from './support/ill.ts';
import { newWorker } from './support/race.ts';

const db = await testDatabase();
await db.setClock('2026-02-09T07:00:00+07:00');
const worker = await newWorker(db);
const failing = (fault: string) => async (i: Ill) => void (await i.answer({ fault, message: 'x', host_key: 'SHA256:abc' }));
const jobs = (more: object) => ({
  exit: 0,
  stdout: JSON.stringify({ jobs: [{ name: 'Laporan pagi', enabled: true, state: more }] }),
  stderr: '',
});

/** What comes about, who is to be told how loudly, and what the text has to say. */
const CASES: readonly (readonly [name: string, make: (i: Ill) => Promise<unknown>, severity: string, title: RegExp, body: RegExp])[] = [
  [
    'recovered',
    (i) => i.answer(DEAD, READY, READY, OK, JOBS),
    'warning',
    /^Mesin Kasir sempat terganggu, sudah pulih setelah dihidupkan ulang$/,
    /gateway tidak menjawab\.\nYang sudah dilakukan: 1 kali dihidupkan ulang lewat SSH\.\nHasil: pulih pada .* WIB, dalam waktu kurang dari satu menit\.[\s\S]*Yang perlu Anda lakukan: tidak ada\.$/,
  ],
  [
    'recovered at the second try, a job missed',
    async (i) => {
      await i.answer(DEAD, DEAD);
      await i.due();
      await i.answer(DEAD, READY, READY, OK, jobs({ nextRunAtMs: 1_770_500_000_000 }));
    },
    'warning',
    /sudah pulih/,
    /dalam waktu 5 menit\.[\s\S]*perlu dijalankan sendiri: Laporan pagi \(seharusnya 2026-02-08 04:33 WIB\)\.\nYang perlu Anda lakukan: jalankan jadwal yang terlewat/,
  ],
  [
    'well by itself',
    (i) => i.answer(OK, jobs({})),
    'info',
    /sekarang normal kembali$/,
    /diperiksa, tidak ada yang dihidupkan ulang\.\nHasil: sehat pada/,
  ],
  [
    'its schedule could not be read',
    (i) => i.answer(OK, DEAD),
    'info',
    /normal kembali$/,
    /belum dapat diperiksa: .*\.\nYang perlu Anda lakukan: periksa jadwal di mesin itu\.$/,
  ],
  [
    'not recovered',
    (i) => i.end({ health: DEAD, restart: DEAD }),
    'critical',
    /^Mesin Kasir tidak berhasil dipulihkan$/,
    /3 kali pemulihan gagal; terakhir: gagal dihidupkan ulang \(exit 1\): mati\.\nYang perlu Anda lakukan: periksa mesin sakit-\d+ \(127\.0\.0\.1\).*\nSetelah beres, tutup insiden ini: mandor incidents close \d+ --note "apa yang diperbaiki"\nSebelum ditutup, .* diingatkan setiap hari\.$/,
  ],
  [
    'a reminder',
    async (i) => {
      await i.end({ health: DEAD, restart: DEAD });
      await i.due();
    },
    'critical',
    /^Pengingat: Mesin Kasir tidak berhasil dipulihkan$/,
    /Sudah menunggu 1 hari\./,
  ],
  [
    'another host key',
    failing('host_key'),
    'critical',
    /kunci yang tidak dikenal; tidak ada perintah yang dikirim$/,
    /\(SHA256:abc\)\.\nYang perlu Anda lakukan: jangan langsung menerima kunci baru/,
  ],
  ['a refused login', failing('auth'), 'critical', /^Mesin Kasir menolak kunci SSH Mandor$/, /periksa apakah baris kunci Mandor/],
  [
    'a key file that cannot be used',
    failing('key_file'),
    'critical',
    /tidak diperiksa: kunci SSH/,
    /perbaiki berkas kunci SSH \(SSH_KEY_FILE\)/,
  ],
  [
    'a gate that does not know the word',
    (i) => i.answer({ exit: 126, stdout: '', stderr: 'denied' }),
    'critical',
    /tidak mengenal perintah Mandor$/,
    /pasang gate\.sh/,
  ],
];

for (const [name, make, severity, title, body] of CASES)
  test(name, async () => {
    const one = await ill(db, () => worker, { title: 'Kasir' });
    await make(one);
    const [text] = await db.sql('select * from ops.incident_text($1)', one.id);
    assert.equal(text.severity, severity);
    assert.match(text.title, title);
    assert.match(text.body, body);
    assert.doesNotMatch(text.body, /select |ops\.|\b0 menit|hours?\b|minutes?\b|%s/);
    assert.ok(text.body.startsWith('Apa yang terjadi: 2026-02-'));
    assert.equal(text.body.match(/^Yang perlu Anda lakukan: /gm)?.length, 1);
  });

test('a machine whose agent is still silent is no "all well"; a title that begins with Mesin is not doubled', async () => {
  const one = await ill(db, () => worker, { title: 'Mesin gudang' });
  await db.sql(
    `update agent.profiles set machine = $1 where name = (select agent from ops.job_definitions where key = 'report.control_stock')`,
    one.key,
  );
  await db.sql(
    `update ops.job_definitions set expected_every = '1 hour', grace = '1 minute', created_at = util.now() - interval '1 day' where key = 'report.control_stock'`,
  );
  await one.answer(OK, JOBS);
  const [text] = await db.sql('select * from ops.incident_text($1)', one.id);
  assert.equal(text.title, 'Mesin gudang sehat, tetapi masih ada tugas yang belum berjalan');
  assert.match(
    text.body,
    /Yang perlu Anda lakukan: periksa mengapa belum berjalan: .*Control Stock.*\. "mandor status" menyebutkan sebabnya\.$/,
  );
});

test('how long, in words', async () => {
  const words = async (interval: string) => (await db.sql('select ops.duration_text($1::interval) as x', interval))[0].x;
  const WORDS = {
    '0': 'kurang dari satu menit',
    '59 seconds': 'kurang dari satu menit',
    '60 seconds': '1 menit',
    '59:59': '2 hari 11 jam',
    '1 hour': '1 jam',
    '25:01': '1 hari 1 jam',
    '3 days': '3 hari',
  };
  for (const [interval, says] of Object.entries(WORDS)) assert.equal(await words(interval), says, interval);
});
