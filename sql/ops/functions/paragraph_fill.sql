-- One pass: what a value says is never looked at again, whatever its name holds.
create or replace function ops.paragraph_fill(p_text text, p_values jsonb)
returns text
language sql immutable
as $$
  select string_agg(case when t.piece ~ '^\{\{' then p_values ->> substring(t.piece from '^\{\{(.*)\}\}$') else t.piece end, '' order by t.n)
    from regexp_split_to_table(regexp_replace(p_text, '(\{\{[^{}]*\}\})', E'\x01\\1\x01', 'g'), E'\x01') with ordinality as t (piece, n)
$$;
comment on function ops.paragraph_fill(text, jsonb) is 'A paragraph with its placeholders {{name}} replaced by their values. NULL when one has no value at all stands alone; check before with ops.paragraph_check.';
