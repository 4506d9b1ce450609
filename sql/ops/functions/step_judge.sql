-- What an answer means. The program only carries it; what is healthy, dead or none of our business is decided here.
create or replace function ops.step_judge(p_step text, p_expect jsonb, p_outcome jsonb, p_now timestamptz)
returns table (verdict text, says text, facts jsonb)
language plpgsql stable
as $$
declare
  v_fault text := p_outcome ->> 'fault';
  -- SSH allows 32 bits without a sign.
  v_exit bigint := case when p_outcome ->> 'exit' ~ '^-?[0-9]{1,12}$' then (p_outcome ->> 'exit')::bigint end;
  v_answer jsonb := ops.step_json(p_outcome ->> 'stdout');
  v_said text := coalesce(nullif(ops.foreign_text(v_answer -> 'error' ->> 'message'), ''), nullif(ops.foreign_text(p_outcome ->> 'stderr'), ''),
    nullif(ops.foreign_text(p_outcome ->> 'stdout'), ''), 'tanpa keterangan');
  v_health record;
  v_schedule jsonb;
begin
  if v_fault is not null then
    return query select
      case when v_fault = 'off' then 'off'
           when v_fault in ('host_key', 'auth', 'key_file') then 'refused'
           when v_fault in ('unreachable', 'handshake_timeout') or p_outcome ->> 'sent' = 'false' then 'unreachable'
           -- The connection stood and the command was sent: what it did nobody knows.
           when p_step = 'restart' then 'unknown'
           when v_fault in ('command_timeout', 'too_much_output') then 'dead'
           else 'unreachable' end,
      case v_fault
        when 'off' then 'SSH belum disiapkan di pekerja'
        when 'host_key' then format('kunci mesin tidak sama dengan yang dicatat%s', coalesce(' (' || (p_outcome ->> 'host_key') || ')', ''))
        when 'auth' then 'mesin menolak kunci SSH kita'
        when 'key_file' then 'berkas kunci SSH tidak dapat dipakai'
        when 'unreachable' then 'mesin tidak dapat dihubungi'
        when 'handshake_timeout' then 'mesin menerima sambungan tetapi tidak menjawab'
        when 'command_timeout' then 'perintah tidak selesai pada waktunya'
        when 'too_much_output' then 'keluaran perintah terlalu banyak dan diputus'
        else 'sambungan terputus di tengah perintah' end,
      jsonb_build_object('fault', v_fault, 'message', ops.foreign_text(p_outcome ->> 'message', 500));
  elsif coalesce(p_expect -> 'refused_exit', '[]') @> to_jsonb(v_exit) then
    return query select 'refused', format('mesin tidak mengenal perintah ini (exit %s): %s', v_exit, v_said), '{}'::jsonb;
  elsif v_exit is null or p_step = 'restart' and coalesce(p_expect -> 'unknown_exit', '[]') @> to_jsonb(v_exit) then
    return query select case p_step when 'restart' then 'unknown' else 'dead' end,
      format('perintah berhenti tanpa hasil (%s)', coalesce(ops.foreign_text(p_outcome ->> 'signal', 20), 'exit ' || v_exit, 'tanpa sinyal')), '{}'::jsonb;
  elsif p_step = 'health' then
    if v_exit <> 0 or v_answer is null then
      return query select 'dead',
        case when v_exit <> 0 then format('gateway tidak menjawab (exit %s): %s', v_exit, v_said) else 'jawaban gateway tidak dapat dibaca' end, '{}'::jsonb;
    elsif v_answer ->> 'status' = 'starting' then
      return query select 'starting', 'gateway sedang menyala', '{}'::jsonb;
    elsif v_answer ->> 'ok' is distinct from 'true' then
      return query select 'dead', format('gateway melaporkan gangguan: %s', v_said), '{}'::jsonb;
    else
      select * into v_health from ops.step_health(v_answer, p_expect);
      return query select case when v_health.dead = '{}' then 'ok' else 'dead' end,
        case when v_health.dead = '{}' then 'gateway dan semua kanal sehat' else array_to_string(v_health.dead[1:5], '; ')
               || case when cardinality(v_health.dead) > 5 then format('; dan %s lainnya', cardinality(v_health.dead) - 5) else '' end end,
        jsonb_strip_nulls(jsonb_build_object('dead', v_health.dead[1:20], 'warnings', v_health.warnings[1:20],
          'ts', case when jsonb_typeof(v_answer -> 'ts') = 'number' and (v_answer ->> 'ts')::numeric between 1 and 1e14
            then to_jsonb(round((v_answer ->> 'ts')::numeric)) end));
    end if;
  elsif p_step in ('restart', 'verify') then
    return query select
      case when coalesce(p_expect -> 'starting_exit', '[]') @> to_jsonb(v_exit) or p_step = 'verify' and v_answer ->> 'status' = 'starting' then 'starting'
           when not coalesce(p_expect -> 'ok_exit', '[0]') @> to_jsonb(v_exit) or v_answer ->> 'ok' = 'false' or v_answer ->> 'ready' = 'false' then 'dead'
           else 'ok' end,
      case when coalesce(p_expect -> 'starting_exit', '[]') @> to_jsonb(v_exit) or p_step = 'verify' and v_answer ->> 'status' = 'starting' then 'gateway masih menyala'
           when not coalesce(p_expect -> 'ok_exit', '[0]') @> to_jsonb(v_exit) or v_answer ->> 'ok' = 'false' or v_answer ->> 'ready' = 'false'
             then format('%s (exit %s): %s', case p_step when 'restart' then 'gagal dihidupkan ulang' else 'belum siap' end, v_exit, v_said)
           else case p_step when 'restart' then 'dihidupkan ulang' else 'gateway siap' end end,
      '{}'::jsonb;
  elsif v_exit <> 0 or jsonb_typeof(v_answer -> 'jobs') is distinct from 'array' then
    return query select 'dead', format('jadwal tidak dapat dibaca (exit %s): %s', v_exit, v_said), '{}'::jsonb;
  else
    v_schedule := ops.step_schedule(v_answer, p_expect, p_now);
    return query select case when v_schedule -> 'missed' = '[]' then 'ok' else 'missed' end,
      case when v_schedule -> 'missed' = '[]' then format('%s jadwal aktif, tidak ada yang terlewat', v_schedule ->> 'enabled')
           else format('%s jadwal terlewat', jsonb_array_length(v_schedule -> 'missed')) end,
      v_schedule;
  end if;
end;
$$;
comment on function ops.step_judge(text, jsonb, jsonb, timestamptz) is
  'What the answer of a machine means: ok | starting | dead | unreachable (nothing was done) | refused (a person has to look) | unknown (a restart of which nobody knows) | missed (jobs of its schedule) | off. Why, for people, and what was read.';
