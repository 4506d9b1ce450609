-- What happened, what was done, what you must do, in this order and once: it is read on a telephone, by somebody who knows no SQL.
create or replace function ops.incident_text(p_id bigint)
returns table (severity text, title text, body text)
language sql stable
as $$
  select case when x.is_for_person then 'critical' when x.restart_count > 0 then 'warning' else 'info' end,
         case when x.event = 'remind' then 'Pengingat: ' else '' end || case
           when x.is_for_person then format(ops.incident_advice(x.fault, 'title'), x.name)
           when x.restart_count > 0 then x.name || ' sempat terganggu, sudah pulih setelah dihidupkan ulang'
           when x.silent is not null then x.name || ' sehat, tetapi masih ada tugas yang belum berjalan'
           else x.name || ' sempat terganggu, sekarang normal kembali' end,
         array_to_string(array[
           format('Apa yang terjadi: %s WIB, %s.', ops.time_wib(x.opened_at), x.found),
           'Yang sudah dilakukan: ' || case
             when x.restart_count > 0 then format('%s kali dihidupkan ulang lewat SSH%s.', x.restart_count, case when x.by_rescue then ' (jalur cadangan)' else '' end)
             when x.is_for_person then 'dicoba diperiksa, tidak ada yang dihidupkan ulang.'
             else 'diperiksa, tidak ada yang dihidupkan ulang.' end,
           case when x.is_for_person then format('Keadaan terakhir: %s.', x.says)
                  || case when x.event = 'remind' then format(' Sudah menunggu %s.', ops.duration_text(util.now() - x.opened_at)) else '' end
                else format('Hasil: %s pada %s WIB, dalam waktu %s. Gateway dan semua kanal sudah diperiksa.', case when x.restart_count > 0 then 'pulih' else 'sehat' end,
                  ops.time_wib(x.verified_at), ops.duration_text(x.verified_at - x.opened_at)) end,
           case when x.facts ? 'schedule_unread' then format('Jadwal di mesin itu belum dapat diperiksa: %s.', x.facts ->> 'schedule_unread')
                when x.schedule -> 'missed' = '[]' then
                  case when x.schedule ->> 'enabled' = '0' then 'Di mesin itu tidak ada jadwal yang aktif.'
                       else format('Jadwal di mesin itu: %s aktif, tidak ada yang terlewat.', x.schedule ->> 'enabled') end end,
           case when x.facts ? 'schedule_cut' then format('Hanya %s halaman pertama jadwalnya yang dibaca.', x.schedule ->> 'pages') end,
           'Jadwal yang terlewat dan perlu dijalankan sendiri: ' || ops.list_text(x.missed, 10) || '.',
           'Jadwal yang dimatikan oleh mesinnya sendiri: ' || ops.list_text(x.stopped, 10) || '.',
           'Jadwal yang berjalan tetapi pesannya tidak sampai: ' || ops.list_text(x.undelivered, 10) || '.',
           'Catatan: ' || ops.list_text(x.warnings, 5) || '.',
           'Yang perlu Anda lakukan: ' || case
             when x.is_for_person then format(ops.incident_advice(x.fault, 'what'), x.key, x.host)
               || format(E'\nSetelah beres, tutup insiden ini: mandor incidents close %s --note "apa yang diperbaiki"', x.id)
               || E'\nSebelum ditutup, mesin ini tidak diperiksa lagi dan Anda diingatkan setiap '
               || regexp_replace(ops.duration_text(util.setting_interval('overseer.remind_every')), '^1 ([a-z]+)$', '\1') || '.'
             when x.missed is not null then 'jalankan jadwal yang terlewat di atas.'
             when x.silent is not null then format('periksa mengapa belum berjalan: %s. "mandor status" menyebutkan sebabnya.', ops.list_text(x.silent, 5))
             when x.facts ? 'schedule_unread' then 'periksa jadwal di mesin itu.'
             else 'tidak ada.' end
         ], E'\n')
    from (
      select i.*, case when m.title ~* '^mesin\M' then m.title else 'Mesin ' || m.title end as name, m.key, m.host, i.status = 'exhausted' as is_for_person, i.facts -> 'schedule' as schedule,
             (select h.why from ops.incident_history h where h.incident_id = i.id order by h.id limit 1) as found,
             exists (select from ops.incident_steps s where s.incident_id = i.id and s.step = 'restart' and s.is_rescue) as by_rescue,
             (select case when s.verdict in ('refused', 'off') then coalesce(s.facts ->> 'fault', 'command') end
                from ops.incident_steps s where s.incident_id = i.id and s.verdict is not null order by s.id desc limit 1) as fault,
             (select array_agg(format('%s (seharusnya %s WIB)', j ->> 'name', ops.time_wib((j ->> 'due')::timestamptz)) order by n)
                from jsonb_array_elements(i.facts -> 'schedule' -> 'missed') with ordinality as e (j, n)) as missed,
             (select array_agg(j order by n) from jsonb_array_elements_text(i.facts -> 'schedule' -> 'stopped') with ordinality as e (j, n)) as stopped,
             (select array_agg(j order by n) from jsonb_array_elements_text(i.facts -> 'schedule' -> 'undelivered') with ordinality as e (j, n)) as undelivered,
             (select array_agg(j order by n) from jsonb_array_elements_text(i.facts -> 'warnings') with ordinality as e (j, n)) as warnings,
             (select array_agg(v.title order by v.key collate "C") from ops.v_stale_agents v where v.machine = i.machine_key) as silent
        from ops.incidents i
        join ops.machines m on m.key = i.machine_key
       where i.id = p_id
    ) x;
$$;
comment on function ops.incident_text(bigint) is 'What people are told of an incident, after the fact.';
