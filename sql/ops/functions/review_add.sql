-- A revision has a review of its own: a job of the one before it can neither stand for it nor take its key.
create or replace function ops.review_add(p_work_item_id bigint, p_revision_no integer)
returns boolean
language plpgsql volatile
as $$
declare
  v_id text := format('%s.%s', p_work_item_id, p_revision_no);
begin
  -- One that is there is left alone: adding its key again would reset its attempts.
  if 'review:' || v_id in (select k from ops.jobs_live_keys(array['review']) k) then
    return false;
  end if;
  perform ops.jobs_add('review/check', 'review', array[v_id]);
  return true;
end;
$$;
comment on function ops.review_add(bigint, integer) is 'Adds the job that reviews a revision, key review:<item>.<revision>. False: it is there already.';
