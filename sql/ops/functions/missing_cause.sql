-- ops.explain speaks to whoever runs the system; this is the same cause for whoever waits for the report. Causes that are not named
-- here are told as what they are to that reader: it is not there yet.
create or replace function ops.missing_cause(p_occurrence_id bigint, p_cause text, p_evidence jsonb, p_depth integer default 0)
returns text
language plpgsql stable
as $$
declare
  v_need ops.occurrences;
  v_title text;
  v_message text;
  v_why record;
begin
  if p_cause in ('needs_unmet', 'quarantined') and p_evidence ? 'need' then
    select d.title into v_title from ops.job_definitions d where d.key = p_evidence ->> 'need';
    select o.* into v_need from ops.occurrences o where o.id = (p_evidence ->> 'occurrence_id')::bigint;
    if p_cause = 'quarantined' then
      select string_agg(c ->> 'message', ' ') into v_message
        from raw.load_history h cross join lateral jsonb_array_elements(h.validation) c
       where h.load_id = (p_evidence ->> 'load_id')::bigint and c ->> 'severity' = 'block' and not (c ->> 'passed')::boolean;
      return format('%s ditahan: %s', v_title, coalesce(v_message, 'datanya tidak lolos pemeriksaan.'));
    elsif p_evidence ->> 'load_status' in ('rejected', 'superseded') then
      return format('%s ditolak setelah diperiksa dan belum ditarik lagi.', v_title);
    elsif v_need.id is null then
      return format('%s belum dijadwalkan untuk tanggal itu.', v_title);
    elsif v_need.status = 'failed' then
      return format('%s gagal ditarik dari sumbernya.', v_title) || coalesce(' Catatan teknis: ' || (v_need.error ->> 'message'), '');
    elsif v_need.status in ('skipped', 'collapsed') then
      return format('%s dilewati%s.', v_title, coalesce(': ' || v_need.note, ''));
    elsif p_depth = 0 then
      select e.cause, e.evidence into v_why from ops.explain_occurrence(v_need.id) e
       where e.cause in ('paused', 'disabled', 'deferred', 'held', 'capacity', 'rate', 'no_live_worker', 'needs_unmet', 'quarantined')
       limit 1;
      v_message := ops.missing_cause(v_need.id, v_why.cause, v_why.evidence, 1);
    end if;
    return format('%s belum ada%s', v_title, coalesce(': ' || lower(left(v_message, 1)) || substr(v_message, 2), '.'));
  end if;
  return case p_cause
    when 'paused' then format('Dihentikan sementara oleh %s: %s', p_evidence ->> 'by', p_evidence ->> 'note')
    when 'disabled' then 'Jadwalnya sedang dimatikan.'
    when 'deferred' then 'Ditunda karena sumber datanya belum siap.' || coalesce(' Catatan teknis: ' || (p_evidence #>> '{error,message}'), '')
    when 'held' then 'Masih dikerjakan.'
    when 'capacity' then 'Menunggu giliran di belakang pekerjaan lain.'
    when 'rate' then 'Sumber datanya sedang membatasi permintaan.'
    when 'no_live_worker' then 'Komputer yang mengerjakannya sedang tidak aktif.'
    when 'failed' then 'Pembuatannya gagal.' || coalesce(' Catatan teknis: ' || (p_evidence ->> 'message'), '')
    when 'escalated' then concat_ws(' ', 'Menunggu keputusan atasan.', coalesce(p_evidence #>> '{error,message}', p_evidence ->> 'notes'))
    when 'set_aside' then 'Pekerjaannya berhenti berulang kali dan disisihkan.'
    when 'attempts_exhausted' then 'Pekerjaannya gagal berulang kali.' || coalesce(' Catatan teknis: ' || split_part(p_evidence ->> 'last_error', E'\n', 1), '')
    when 'due_in_future' then 'Dicoba lagi sebentar lagi.'
  end;
end;
$$;
comment on function ops.missing_cause(bigint, text, jsonb, integer) is 'A cause of ops.explain in Indonesian, for who waits for the report; a need that is not there says why, one step deep. NULL: nothing to say to that reader.';
