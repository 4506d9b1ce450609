-- The caller holds the message's row; the item is locked after it, by whoever decides.
create or replace function ops.telegram_message(
  p_id bigint, p_message jsonb, p_person_id bigint, p_evidence jsonb, out outcome text, out answer text, out approval_id bigint
)
language plpgsql volatile
as $$
declare
  v_chat text := p_message #>> '{chat,id}';
  v_is_own boolean := p_message #>> '{chat,type}' = 'private';
  v_text text := btrim(coalesce(p_message ->> 'text', p_message ->> 'caption', ''), E' \t\r\n');
  v_asked ops.outbox;
  v_open bigint[];
  v_wants text;
  v_says text;
  v_item bigint;
begin
  select o.* into v_asked
    from ops.outbox o
   where o.channel = 'telegram' and o.recipient = v_chat and o.external_id = p_message #>> '{reply_to_message,message_id}'
     and o.params ? 'approval_id';
  approval_id := (v_asked.params ->> 'approval_id')::bigint;
  v_wants := v_asked.params ->> 'wants';

  if v_wants is not null then
    select a.work_item_id into strict v_item from ops.approvals a where a.id = approval_id;
    if v_text = '' and exists (select from ops.approvals a where a.id = approval_id and a.person_id = p_person_id and a.status = 'open') then
      outcome := 'asked';
      perform ops.telegram_question(p_id, approval_id, v_wants, v_chat, true);
      return;
    end if;
    select d.outcome, d.answer, d.says into outcome, answer, v_says
      from ops.telegram_decide(approval_id, p_person_id, v_wants, coalesce(nullif(v_text, ''), '-'), p_evidence) d;
    -- A stranger in a group gets no word: it would be one more message for everybody.
    if outcome <> 'refused_sender' then
      perform ops.telegram_say(p_id, case when outcome like 'refused%' then 'refused' else 'done' end, v_chat,
        jsonb_build_object('text', v_says, 'reply_to', p_message ->> 'message_id'), v_item);
    end if;
    return;
  end if;

  if p_person_id is not null and v_is_own then
    select array_agg(a.id order by a.id) into v_open from ops.approvals a where a.person_id = p_person_id and a.status = 'open';
    if cardinality(v_open) = 1 or approval_id = any (v_open) then
      -- Never a decision: who said "ok" may have meant anything.
      approval_id := coalesce(case when approval_id = any (v_open) then approval_id end, v_open[1]);
      outcome := 'asked';
      select a.work_item_id into strict v_item from ops.approvals a where a.id = approval_id;
      perform ops.telegram_say(p_id, 'ask', v_chat, jsonb_build_object('approval_id', approval_id, 'title', ops.approval_title(approval_id),
        'text', 'Pesan biasa belum memutuskan apa-apa. Silakan pilih:', 'buttons', ops.approval_buttons(approval_id)), v_item);
      return;
    elsif cardinality(v_open) > 1 then
      outcome := 'asked';
      perform ops.telegram_say(p_id, 'ask', v_chat, jsonb_build_object('text', format(
        'Pesan biasa belum memutuskan apa-apa. Ada %s laporan yang menunggu jawaban Anda: tekan tombol pada pesan laporannya masing-masing.', cardinality(v_open))));
      return;
    end if;
  end if;
  outcome := 'unmatched';
  approval_id := null;
  if v_is_own and (p_person_id is null or v_text ~ '^/start') then
    -- Once a day: this is how people learn the number that has to stand in ops.people.
    perform ops.outbox_plan('telegram', v_chat, 'telegram.hello', jsonb_build_object('text',
      case when p_person_id is null
        then format('Anda belum terdaftar di Mandor. Nomor Telegram Anda %s: minta pengelola mengisinya di ops.people (telegram_user_id).', p_message #>> '{from,id}')
        else format('Halo %s. Permintaan persetujuan akan datang di sini, dengan tombol.', (select p.name from ops.people p where p.id = p_person_id)) end),
      format('telegram:hello:%s:%s', v_chat, util.local_date(util.now())));
  end if;
end;
$$;
comment on function ops.telegram_message(bigint, jsonb, bigint, jsonb) is 'A text in a chat: as the reply to our question it is the notes of a decision; anything else from a person who is asked for an answer is answered with the buttons and decides nothing.';
