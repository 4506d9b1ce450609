-- The same plan is shown by `mandor sops diff` and done by agent.sops_sync: what was shown is what happens.
create or replace function agent.sops_plan(p_files jsonb)
returns table (name text, action text, path text, version text, version_no integer, was_no integer, changes jsonb)
language sql stable
as $$
  with files as (
    select f.value as file, f.value ->> 'name' as name, encode(sha256(convert_to(f.value ->> 'source', 'UTF8')), 'hex') as hash
      from jsonb_array_elements(p_files) as f (value)
  ), met as (
    select f.*, s.id, s.is_active, s.content_hash, s.version_no as was_no, s.description, s.agents, s.activation_condition, s.domain_knowledge,
           (select v.version_no from agent.skill_versions v where v.skill_id = s.id and v.content_hash = f.hash) as known_no,
           coalesce((select max(v.version_no) from agent.skill_versions v where v.skill_id = s.id), 0) + 1 as next_no
      from files f left join agent.skills s on s.name = f.name
  )
  select m.name,
         case when m.id is null then 'new' when m.content_hash <> m.hash and m.known_no is not null then 'back' when m.content_hash <> m.hash then 'changed'
              when not m.is_active then 'active again' else 'unchanged' end,
         m.file ->> 'path', m.file ->> 'version', coalesce(m.known_no, m.next_no), m.was_no,
         case when m.id is null or m.content_hash = m.hash then '[]' else
           agent.sop_changes(m.activation_condition, agent.sop_condition(m.file))
           || case when m.description <> m.file ->> 'description' then jsonb_build_array('description: ' || (m.file ->> 'description')) else '[]' end
           || case when to_jsonb(m.agents) <> m.file -> 'agents' then jsonb_build_array('agents: ' ||
                (select string_agg(a.name, ', ') from jsonb_array_elements_text(m.file -> 'agents') as a (name))) else '[]' end
           || case when m.domain_knowledge <> m.file ->> 'body' then jsonb_build_array((
                select format('text: %s lines new, %s lines gone', (select count(*) from unnest(x.new) l where l <> all (x.old)), (select count(*) from unnest(x.old) l where l <> all (x.new)))
                  from (select string_to_array(m.domain_knowledge, E'\n') as old, string_to_array(m.file ->> 'body', E'\n') as new) x)) else '[]' end
         end
    from met m
  union all
  select s.name, 'inactive', v.source_path, s.version, s.version_no, s.version_no, '[]'
    from agent.skills s join agent.skill_versions v on v.skill_id = s.id and v.version_no = s.version_no
   where s.is_active and not exists (select from files f where f.name = s.name)
   order by 1
$$;
comment on function agent.sops_plan(jsonb) is 'What a sync of these files would do with each SOP: new | changed | back (to a version known before) | active again | inactive (its file is gone) | unchanged, and what changes, in words.';
