-- What a mail means. First what it is, then who sent it, then what it answers, and only then what it says: the order in which a
-- wrong answer costs least. A refusal is an outcome with a row, never an error.
create or replace function ops.reply_receive(p_raw_id bigint)
returns text
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_message ops.inbound_messages;
  v_parsed jsonb;
  v_from text;
  v_person_id bigint;
  v_item_id bigint;
  v_approval ops.approvals;
  v_request record;
  v_class record;
  v_outcome text;
  v_why text;
  v_effect text;
  v_answer text;
  v_open bigint[];
begin
  select m.* into v_message from ops.inbound_messages m where m.id = p_raw_id for update;
  if not found then
    raise exception 'there is no inbound message %', coalesce(p_raw_id::text, 'NULL') using errcode = 'MD401';
  end if;
  if v_message.status = 'read' then
    return v_message.outcome;
  end if;
  if v_message.parsed is null then
    raise exception 'message % has not been taken apart yet', p_raw_id using errcode = 'MD201', hint = 'Call ops.inbound_read.';
  end if;
  v_parsed := v_message.parsed;
  v_from := v_parsed -> 'from' ->> 0;
  if jsonb_array_length(v_parsed -> 'from') = 1 then
    select p.id into v_person_id from ops.people p where p.email = v_from and p.is_active;
  end if;
  select * into v_request from ops.reply_request(v_parsed, v_person_id);
  v_item_id := v_request.work_item_id;
  if v_item_id is null and v_request.problem is null and v_person_id is not null then
    -- Nothing names a request: the one open request of this person, if it is exactly one, can be asked about.
    select array_agg(a.id) into v_open from ops.approvals a where a.person_id = v_person_id and a.status = 'open';
    if cardinality(v_open) = 1 then
      select a.work_item_id into v_item_id from ops.approvals a where a.id = v_open[1];
    end if;
  end if;

  -- Two answers to one item wait for each other here; whatever is looked at below is looked at after that.
  if v_item_id is not null then
    perform ops.work_item_take(v_item_id);
    select * into v_request from ops.reply_request(v_parsed, v_person_id);
  end if;
  select a.* into v_approval from ops.approvals a where a.id = coalesce(v_request.approval_id, v_open[1]);
  if v_request.approval_id is null and v_approval.status <> 'open' then
    -- Decided while we waited for the lock: nothing is left to ask about.
    v_approval := null;
    v_open := null;
  end if;
  v_why := ops.reply_is_automatic(v_parsed);

  if exists (select from ops.inbound_messages m
              where m.raw_sha256 = v_message.raw_sha256 and m.id <> p_raw_id and m.status = 'read' and m.outcome <> 'duplicate') then
    v_outcome := 'duplicate';
    v_why := 'the same bytes came before';
  elsif (v_parsed ->> 'is_bounce')::boolean then
    v_outcome := 'ignored_bounce';
    v_why := 'a mail server''s word about our mail';
    v_effect := ops.reply_bounced(v_parsed, p_raw_id);
  elsif v_why is not null then
    v_outcome := 'ignored_auto';
  elsif (v_parsed ->> 'from_headers')::integer <> 1 or jsonb_array_length(v_parsed -> 'from') <> 1 or coalesce(v_from, '') !~ '^[^@\s]+@[^@\s]+$' then
    v_outcome := 'refused_from';
    v_why := format('%s From headers with %s addresses', v_parsed ->> 'from_headers', jsonb_array_length(v_parsed -> 'from'));
  elsif v_request.problem is null and v_request.approval_id is null then
    v_why := coalesce(case when v_open is null or cardinality(v_open) <> 1 then 'nothing of ours is named in it' end,
                      ops.reply_unverified(v_message.source, v_parsed, v_from));
    v_outcome := case when v_why is null then 'asked' else 'unmatched' end;
    if v_outcome = 'asked' then
      v_why := 'no report is named in it, and exactly one waits for this person';
      v_effect := ops.reply_ask(v_approval.id, p_raw_id);
    end if;
  else
    v_why := ops.reply_unverified(v_message.source, v_parsed, v_from);
    if v_why is not null then
      v_outcome := 'refused_unverified';
    elsif v_person_id is null or v_item_id is not null and not exists (
            select from ops.approvals a where a.work_item_id = v_item_id and a.person_id = v_person_id) then
      v_outcome := 'refused_sender';
      v_why := 'was not asked about this item';
    elsif exists (select from jsonb_array_elements_text(v_parsed -> 'sender') s where s <> v_from) then
      v_outcome := 'refused_sender';
      v_why := 'sent by somebody else on behalf of the person';
    elsif exists (select from jsonb_array_elements_text(v_parsed -> 'resent') s where s <> v_from) then
      v_outcome := 'refused_sender';
      v_why := 'passed on by somebody else';
    elsif exists (select from ops.inbound_messages m
                   where m.parsed ->> 'message_id' = v_parsed ->> 'message_id' and m.id <> p_raw_id and m.outcome in ('approved', 'revision')) then
      v_outcome := 'refused_replayed';
      v_why := 'a mail with this Message-ID has decided before';
    elsif v_request.problem is not null then
      v_outcome := v_request.problem;
      v_why := v_request.why;
    elsif v_approval.status <> 'open' then
      v_outcome := 'refused_closed';
      v_why := format('the request is %s', coalesce(v_approval.closed_why, v_approval.status));
    elsif exists (select from ops.reply_questions q join ops.inbound_messages m on m.id = q.inbound_id
                   where q.approval_id = v_approval.id and m.parsed ->> 'message_id' = v_parsed ->> 'message_id') then
      v_outcome := 'duplicate';
      v_why := 'this mail has been asked about already';
    else
      select * into v_class from ops.reply_class(v_parsed, v_person_id);
      v_why := v_class.why;
      if v_class.class = 'asked' then
        v_outcome := 'asked';
        v_effect := ops.reply_ask(v_approval.id, p_raw_id);
      else
        v_answer := ops.approval_decide(v_approval.id, v_approval.revision_no, case v_class.class when 'approved' then 'approve' else 'reject' end,
          -- The words as they were typed, whatever they look like: data for people and for the producer, never an instruction.
          case v_class.class when 'revision' then left(v_class.notes, 20000) end, 'email', v_person_id,
          jsonb_build_object('inbound_id', p_raw_id, 'message_id', v_parsed ->> 'message_id', 'sha256', v_message.raw_sha256, 'from', v_from,
            'auth', v_parsed -> 'auth', 'computed_auth', v_parsed -> 'computed_auth'));
        v_outcome := case v_answer
          when 'accepted' then v_class.class
          when 'stale_revision' then 'refused_stale'
          when 'not_an_approver' then 'refused_sender'
          when 'self_approval' then 'refused_self_approval'
          when 'needs_missing' then 'refused_needs_missing'
          else 'refused_closed' end;
      end if;
    end if;
  end if;

  if v_outcome like 'refused%' then
    perform ops.reply_refused(v_outcome, v_why, v_item_id, v_from);
  end if;
  update ops.inbound_messages m
     set status = 'read', outcome = v_outcome, read_at = util.now(), person_id = v_person_id, work_item_id = v_item_id, approval_id = v_approval.id,
         detail = jsonb_strip_nulls(jsonb_build_object('why', v_why, 'effect', v_effect, 'decision', v_answer))
   where m.id = p_raw_id;
  return v_outcome;
end;
$$;
comment on function ops.reply_receive(bigint) is
  'What a mail that was taken apart means, and does it: approved | revision | asked | ignored_auto | ignored_bounce | duplicate | unmatched | refused_sender | refused_from | refused_unverified | refused_stale | refused_token | refused_replayed | refused_closed | refused_self_approval | refused_needs_missing. Called again it answers the same and does nothing. MD401, MD201 when ops.inbound_read has not been called.';
