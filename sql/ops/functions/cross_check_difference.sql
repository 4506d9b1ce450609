create or replace function ops.cross_check_difference(
  p_subject text, p_field text, p_reported text, p_recomputed text, p_reported_from text, p_recomputed_from text, p_says text, p_is_alarm boolean default true
)
returns jsonb
language sql immutable
as $$
  select jsonb_build_object('subject', p_subject, 'field', p_field, 'reported', p_reported, 'recomputed', p_recomputed,
    'reported_from', p_reported_from, 'recomputed_from', p_recomputed_from, 'says', p_says, 'is_alarm', p_is_alarm)
$$;
comment on function ops.cross_check_difference(text, text, text, text, text, text, text, boolean) is 'One difference as a check reports it. Internal.';
