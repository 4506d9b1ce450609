insert into agent.model_faults (fault, next_step, effect, rest_for, is_billed, severity, title, advice) values
  ('rate_limited', 'next_model', 'rest', '1 minute', false, null, null, null),
  ('overloaded', 'next_model', 'rest', '1 minute', false, null, null, null),
  ('server', 'next_model', 'none', null, false, null, null, null),
  ('timeout', 'next_model', 'none', null, true, null, null, null),
  ('connection', 'next_model', 'none', null, true, null, null, null),
  ('malformed', 'template', 'none', null, true, 'info', 'jawabannya tidak terbaca', 'Tidak ada yang perlu dilakukan. Bila sering, matikan kegunaannya: agent.model_purposes.is_enabled.'),
  ('refusal', 'template', 'none', null, true, 'info', 'menolak menjawab', 'Tidak ada yang perlu dilakukan. Bila sering, matikan kegunaannya: agent.model_purposes.is_enabled.'),
  ('truncated', 'template', 'none', null, true, 'info', 'jawabannya terpotong', 'Tidak ada yang perlu dilakukan. Bila sering, matikan kegunaannya: agent.model_purposes.is_enabled.'),
  ('auth', 'template', 'none', null, false, 'warning', 'kunci ditolak', 'Ganti ANTHROPIC_API_KEY, lalu nyalakan ulang worker.'),
  ('billing', 'template', 'none', null, false, 'warning', 'saldo habis atau batas belanja tercapai', 'Isi saldo atau naikkan batas belanja di akun penyedia model.'),
  ('not_found', 'next_model', 'retire', null, false, 'warning', 'model tidak ada lagi', 'Model ini dipensiunkan penyedianya dan tidak dipakai lagi. Pilih penggantinya di agent.models.'),
  ('bad_request', 'template', 'none', null, false, 'warning', 'permintaan ditolak', 'Penyedia menolak isi permintaan kami. Laporkan kepada pengembang.'),
  ('too_large', 'template', 'none', null, false, 'warning', 'permintaan terlalu besar', 'Laporan terlalu panjang untuk model. Laporkan kepada pengembang.')
on conflict (fault) do update
  set next_step = excluded.next_step, effect = excluded.effect, rest_for = excluded.rest_for, is_billed = excluded.is_billed,
      severity = excluded.severity, title = excluded.title, advice = excluded.advice
  where (model_faults.next_step, model_faults.effect, model_faults.rest_for, model_faults.is_billed, model_faults.severity, model_faults.title, model_faults.advice)
        is distinct from (excluded.next_step, excluded.effect, excluded.rest_for, excluded.is_billed, excluded.severity, excluded.title, excluded.advice);
