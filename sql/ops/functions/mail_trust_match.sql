create or replace function ops.mail_trust_match(p_source text, p_auth jsonb, p_domain text)
returns text
language sql stable
as $$
  select format('%s of %s%s', t.rule, t.authserv_id, ' for ' || t.domain)
    from ops.mail_trust t
   where t.is_enabled and t.source = p_source and t.authserv_id = p_auth ->> 'authserv_id' and coalesce(t.domain, p_domain) = p_domain
     and case t.rule
           when 'dmarc' then p_auth ->> 'dmarc' = 'pass' and p_auth ->> 'header_from' = p_domain
           else exists (select from jsonb_array_elements(p_auth -> 'dkim') d where d ->> 'domain' = p_domain and d ->> 'result' = 'pass') end
   order by t.rule desc, t.domain
   limit 1;
$$;
comment on function ops.mail_trust_match(text, jsonb, text) is 'The row of ops.mail_trust by which what a server says about a mail proves the domain of its sender, in words. NULL: none does.';
