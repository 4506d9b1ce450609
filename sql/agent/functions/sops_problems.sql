-- What a file alone cannot know: whether the agents, events, jobs and rows that it names are there. `at` is the way to the
-- place in the front matter; the reader of the file knows its line.
create or replace function agent.sops_problems(p_files jsonb)
returns table (path text, at jsonb, says text, todo text)
language sql stable
as $$
  with files as (
    select f.n, f.value ->> 'path' as path, f.value ->> 'name' as name, f.value as file
      from jsonb_array_elements(p_files) with ordinality as f (value, n)
  ), parameters as (
    select f.n, f.path, f.name, p.key, p.value as parameter, jsonb_build_array('parameters', p.key) as at
      from files f cross join jsonb_each(coalesce(f.file -> 'parameters', '{}')) as p (key, value)
  ), targets as (
    select p.*, case when p.parameter ? 'setting' then 'setting ' || (p.parameter ->> 'setting')
                     else format('number %s of review check %s', coalesce(p.parameter ->> 'number', p.key), p.parameter ->> 'review_check') end as target
      from parameters p where p.parameter ?| '{setting,review_check}'
  )
  select f.path, '["name"]'::jsonb, format('the name %s is also that of %s', f.name, o.path), 'Give one of them another name, or remove it.'
    from files f
    join lateral (select x.path from files x where x.name = f.name and x.n < f.n order by x.n limit 1) o on true
  union all
  select f.path, jsonb_build_array('agents', a.n - 1), format('there is no agent %s', a.name), 'Agents are the names in agent.profiles, for example '
         || (select string_agg(p.name, ', ' order by p.name) from (select x.name from agent.profiles x where x.is_active order by x.layer, x.name limit 4) p) || '.'
    from files f cross join jsonb_array_elements_text(f.file -> 'agents') with ordinality as a (name, n)
   where not exists (select from agent.profiles p where p.name = a.name)
  union all
  select f.path, jsonb_build_array('event_types', e.n - 1), format('there is no event type %s', e.name),
         'Event types: ' || (select string_agg(t.event_type, ', ' order by t.event_type) from ops.event_types t) || '.'
    from files f cross join jsonb_array_elements_text(f.file -> 'event_types') with ordinality as e (name, n)
   where not exists (select from ops.event_types t where t.event_type = e.name)
  union all
  select f.path, jsonb_build_array('jobs', j.n - 1), format('there is no job %s', j.name),
         'Jobs: ' || (select string_agg(d.key, ', ' order by d.key) from ops.job_definitions d) || '.'
    from files f cross join jsonb_array_elements_text(f.file -> 'jobs') with ordinality as j (name, n)
   where not exists (select from ops.job_definitions d where d.key = j.name)
  union all
  select p.path, p.at || '["setting"]', format('there is no setting %s', p.parameter ->> 'setting'), 'Settings are the keys in ops.settings.'
    from parameters p
   where p.parameter ? 'setting' and not exists (select from ops.settings s where s.key = p.parameter ->> 'setting')
  union all
  select p.path, p.at || '["type"]', format('%s is of type %s, but setting %s is of type %s', p.key, p.parameter ->> 'type', s.key, s.value_type),
         format('Write type: %s.', s.value_type)
    from parameters p join ops.settings s on s.key = p.parameter ->> 'setting'
   where p.parameter ->> 'type' <> s.value_type and not (s.value_type = 'number' and p.parameter ->> 'type' = 'integer')
  union all
  select p.path, p.at || '["review_check"]', format('there is no review check %s', p.parameter ->> 'review_check'), 'Review checks are the keys in ops.review_checks.'
    from parameters p
   where p.parameter ? 'review_check' and not exists (select from ops.review_checks c where c.key = p.parameter ->> 'review_check')
  union all
  select p.path, case when p.parameter ? 'number' then p.at || '["number"]' else p.at end,
         format('review check %s has no number %s', c.key, coalesce(p.parameter ->> 'number', p.key)),
         'It knows: ' || coalesce((select string_agg(k.key, ', ' order by k.key) from jsonb_object_keys(c.default_params) as k (key)), 'none') || '.'
    from parameters p join ops.review_checks c on c.key = p.parameter ->> 'review_check'
   where not c.default_params ? coalesce(p.parameter ->> 'number', p.key)
  union all
  select p.path, p.at || '["type"]', format('%s sets a number of a review check and is of type %s', p.key, p.parameter ->> 'type'), 'Write type: number.'
    from parameters p
   where p.parameter ? 'review_check' and p.parameter ->> 'type' not in ('number', 'integer')
  union all
  select t.path, t.at, format('%s is also set by parameter %s of %s', t.target, o.key, o.path), 'One number, one home: leave it in one of them.'
    from targets t
    join lateral (select x.key, x.path from targets x where x.target = t.target and (x.n, x.key) < (t.n, t.key) order by x.n, x.key limit 1) o on true
$$;
comment on function agent.sops_problems(jsonb) is 'What is wrong with a folder of SOPs in the eyes of the database: names that are not there, numbers that two of them set. One row each, in English. Internal.';
