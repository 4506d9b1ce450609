create or replace function ops.incident_text(p_id bigint)
returns table (severity text, title text, body text)
language sql stable
as $$
  select case when i.status = 'exhausted' then 'critical' when i.restart_count > 0 then 'warning' else 'info' end,
         case when i.status = 'exhausted' then format('Mesin %s tidak berhasil dipulihkan', m.title)
              when i.restart_count > 0 then format('Mesin %s sempat terganggu, sudah pulih setelah dihidupkan ulang', m.title)
              else format('Mesin %s sempat terganggu, sekarang normal kembali', m.title) end,
         array_to_string(array[
           format('Ditemukan %s WIB: %s.', to_char(i.opened_at at time zone 'Asia/Jakarta', 'YYYY-MM-DD HH24:MI'), f.why),
           case when i.restart_count > 0 then format('Tindakan: %s kali dihidupkan ulang lewat SSH%s.', i.restart_count,
                  case when exists (select from ops.incident_steps s where s.incident_id = i.id and s.step = 'restart' and s.is_rescue) then ' (jalur cadangan)' else '' end)
                else 'Tindakan: tidak ada yang dihidupkan ulang.' end,
           case when i.status = 'exhausted' then format('Keadaan terakhir: %s.', i.says)
                else format('Pulih %s WIB, setelah %s menit. Gateway dan semua kanal sudah diperiksa.',
                  to_char(i.verified_at at time zone 'Asia/Jakarta', 'HH24:MI'), ceil(extract(epoch from i.verified_at - i.opened_at) / 60)) end,
           case when i.status = 'exhausted' then
             format('Yang perlu dilakukan: periksa mesin %s (%s). Setelah beres, tutup insiden ini: select ops.incident_close(%s, ''catatan'');', m.key, m.host, i.id) end,
           case when i.facts ? 'schedule_unread' then format('Jadwal di mesin itu belum dapat diperiksa: %s.', i.facts ->> 'schedule_unread')
                when i.facts -> 'schedule' -> 'missed' = '[]' then format('Jadwal: %s aktif, tidak ada yang terlewat.', i.facts -> 'schedule' ->> 'enabled')
                when i.facts ? 'schedule' then 'Jadwal yang terlewat dan perlu dijalankan sendiri: ' || (
                  select string_agg(format('%s (seharusnya %s WIB)', x ->> 'name', to_char((x ->> 'due')::timestamptz at time zone 'Asia/Jakarta', 'YYYY-MM-DD HH24:MI')), ', ')
                    from jsonb_path_query(i.facts, '$.schedule.missed[0 to 9]') x) || '.' end,
           case when jsonb_array_length(i.facts -> 'schedule' -> 'stopped') > 0 then 'Jadwal yang dimatikan oleh mesinnya sendiri: ' || (
                  select string_agg(x #>> '{}', ', ') from jsonb_path_query(i.facts, '$.schedule.stopped[0 to 9]') x) || '.' end,
           case when jsonb_array_length(i.facts -> 'schedule' -> 'undelivered') > 0 then 'Jadwal yang berjalan tetapi pesannya tidak sampai: ' || (
                  select string_agg(x #>> '{}', ', ') from jsonb_path_query(i.facts, '$.schedule.undelivered[0 to 9]') x) || '.' end,
           case when jsonb_array_length(i.facts -> 'warnings') > 0 then 'Catatan: ' || (
                  select string_agg(x #>> '{}', '; ') from jsonb_path_query(i.facts, '$.warnings[0 to 4]') x) || '.' end,
           case when i.status <> 'exhausted' and coalesce(i.facts -> 'schedule' -> 'missed', '[]') = '[]' then 'Tidak ada yang perlu Anda lakukan.' end
         ], E'\n')
    from ops.incidents i
    join ops.machines m on m.key = i.machine_key
   cross join lateral (select h.why from ops.incident_history h where h.incident_id = i.id order by h.id limit 1) f
   where i.id = p_id;
$$;
comment on function ops.incident_text(bigint) is 'What people are told of an incident, after the fact.';
