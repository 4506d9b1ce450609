-- Token first: In-Reply-To, then References from the last on. The code in the subject alone is enough as well: some mail
-- programs keep nothing else.
create or replace function ops.reply_reference(p_in_reply_to text[], p_references text[], p_subject text)
returns table (work_item_id bigint, revision_no integer, token text, subject_item bigint, subject_revision integer, subject_hash text, subject_token text)
language sql stable
as $$
  with ids as (
    select i.id, 1 as part, i.n from unnest(p_in_reply_to) with ordinality as i (id, n)
    union all
    select r.id, 2, -r.n from unnest(p_references) with ordinality as r (id, n)
  ), found as (
    select regexp_match(i.id, '^<mandor\.([0-9]{1,18})\.([0-9]{1,9})\.([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})(?:\.[a-z0-9]+)?@(.+)>$') as m, i.part, i.n
      from ids i
  ), best as (
    select f.m from found f where f.m is not null and lower(f.m[4]) = lower(util.setting('mail.domain')) order by f.part, f.n limit 1
  ), subject as (
    select regexp_match(p_subject, '.*\[M([0-9]{1,18})\.([0-9]{1,9})\s+([0-9a-f]{8})\s+([0-9a-f]{8})\]') as m
  )
  select b.m[1]::bigint, b.m[2]::integer, b.m[3], s.m[1]::bigint, s.m[2]::integer, s.m[3], s.m[4]
    from subject s
    left join best b on true;
$$;
comment on function ops.reply_reference(text[], text[], text) is 'What a mail refers to: item, revision and token out of the Message-IDs it answers, and the code in its subject. Always one row; NULLs: nothing.';
