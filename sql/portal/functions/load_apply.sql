-- One call decides over the staged file and tells what it did. A refusal is an answer and not an exception: people are
-- to see all that is wrong with their file, and the caller rolls the transaction back.
create or replace function portal.load_apply(p_table text, p_columns text[], p_mode text, p_force boolean default false, p_dry_run boolean default false)
returns jsonb
language plpgsql volatile
as $$
declare
  v_target record;
  v_problems jsonb;
  v_problem_count bigint;
  v_missing record;
  v_refusal text;
  v_refusal_code text;
  v_hint text;
  v_count jsonb;
begin
  if p_mode not in ('append', 'upsert', 'replace') then
    raise exception 'there is no mode "%"', p_mode using errcode = 'MD102', hint = 'Modes: append, upsert, replace.';
  end if;
  select t.* into v_target from portal.load_target(p_table) t;
  if not p_dry_run then
    -- What was compared must still hold when it is written. Readers go on. (Dynamic: the name of the table.)
    execute format('lock table %s in share row exclusive mode', v_target.table_name::regclass);
  end if;

  perform portal.load_fill(v_target.table_name, p_columns);
  select count(*),
         coalesce(jsonb_agg(jsonb_build_object('line', p.line_no, 'name', p.column_name, 'value', p.value, 'message', p.message) order by p.nth)
                  filter (where p.nth <= 20), '[]')
    into v_problem_count, v_problems
    from (select x.*, row_number() over (order by x.line_no, x.column_name, x.message) as nth from portal.load_problems(v_target.table_name) x) p;
  if v_problem_count > 0 then
    return jsonb_build_object('status', 'refused', 'problems', v_problems, 'problem_count', v_problem_count,
                              'hint', 'Correct these lines in the file and load it again.');
  end if;

  perform portal.load_diff(v_target.table_name);
  select m.* into v_missing from portal.load_missing(v_target.table_name) m;
  -- Dynamic: the staging table exists only while a load runs (and format hides it from plpgsql_check, which reads constants).
  execute format('select jsonb_build_object(
             ''inserted'', count(*) filter (where s.load_action = ''inserted''),
             ''changed'', count(*) filter (where s.load_action = ''changed''),
             ''unchanged'', count(*) filter (where s.load_action = ''unchanged''))
             from pg_temp.%I s', 'load_staging') into v_count;
  v_count := v_count || jsonb_build_object(
    'deleted', case when p_mode = 'replace' then v_missing.n else 0 end,
    'examples', jsonb_build_object(
      'inserted', portal.load_examples(v_target.table_name, 'inserted'),
      'changed', portal.load_examples(v_target.table_name, 'changed'),
      'deleted', case when p_mode = 'replace' then v_missing.examples else '[]' end));

  if p_mode = 'append' and (v_count ->> 'changed')::bigint > 0 then
    v_refusal_code := 'changed_rows';
    v_refusal := format('the file would change rows that %s has already (%s of its lines); append only adds new ones', v_target.table_name, v_count ->> 'changed');
    v_hint := 'Look at the changes with --mode upsert --dry-run; --mode upsert makes them.';
  -- A fifth: a real list of stores or codes does not lose so much at once, a half-exported file does.
  elsif p_mode = 'replace' and not p_force and v_missing.n > v_missing.existing * 0.2 then
    v_refusal_code := 'mass_delete';
    v_refusal := format('the file lacks %s of the %s rows of %s (%s %%), and replace would remove them; without --force it removes at most 20 %%',
                        v_missing.n, v_missing.existing, v_target.table_name, round(v_missing.n * 100.0 / v_missing.existing, 1));
    v_hint := 'Check that the file is whole. To remove the rows all the same, add --force.';
  end if;
  if v_refusal is null and not p_dry_run then
    perform portal.load_write(v_target.table_name, p_mode);
  end if;
  return v_count || jsonb_build_object(
    'status', case when v_refusal is not null then 'refused' when p_dry_run then 'dry_run' else 'applied' end,
    'refusal', v_refusal, 'refusal_code', v_refusal_code, 'hint', v_hint, 'missing', v_missing.n, 'existing', v_missing.existing, 'problems', '[]'::jsonb, 'problem_count', 0);
end;
$$;
comment on function portal.load_apply(text, text[], text, boolean, boolean) is 'Checks the staged file against the table and applies it: append (new rows; a changed one refuses all), upsert, replace (removes what the file lacks, at most 20 % without p_force). p_columns: columns of the file. Returns {status applied | dry_run | refused, inserted, changed, deleted, unchanged, examples, problems [{line, name, value, message}], problem_count, refusal, refusal_code changed_rows | mass_delete, hint, missing, existing}; a refused caller must roll back.';
