-- The topmost result of a server that we trust. One that stands lower may have been written by the sender, and what we found out
-- ourselves counts only for a mailbox whose server says nothing.
create or replace function ops.reply_unverified(p_source text, p_parsed jsonb, p_address text)
returns text
language plpgsql stable
as $$
declare
  v_domain text := split_part(p_address, '@', 2);
  v_auth jsonb;
  v_ours constant text := 'mandor-mailauth';
begin
  select a.auth into v_auth
    from jsonb_array_elements(coalesce(p_parsed -> 'auth', '[]')) with ordinality as a (auth, n)
   where a.auth ->> 'authserv_id' <> v_ours
     and exists (select from ops.mail_trust t where t.is_enabled and t.source = p_source and t.authserv_id = a.auth ->> 'authserv_id')
   order by a.n
   limit 1;
  if v_auth is null and p_source = 'imap' and jsonb_typeof(p_parsed -> 'computed_auth') = 'object' then
    v_auth := p_parsed -> 'computed_auth';
  end if;
  -- A signature covers the lowest of several; the one that is read may have been added to a genuine mail on another matter.
  if jsonb_array_length(coalesce(p_parsed -> 'repeated', '[]')) > 0 then
    return format('its header %s stands there twice', p_parsed -> 'repeated' ->> 0);
  end if;
  if v_auth is null then
    return 'no server that is trusted says where it comes from';
  end if;
  -- A signature over the first bytes only lets anybody write below them; one of a domain above or below this one passes DMARC too.
  if exists (select from jsonb_array_elements(v_auth -> 'dkim') d where d ->> 'result' = 'pass' and (d ->> 'has_length')::boolean
               and (d ->> 'domain' = v_domain or right(d ->> 'domain', length(v_domain) + 1) = '.' || v_domain or right(v_domain, length(d ->> 'domain') + 1) = '.' || (d ->> 'domain'))) then
    return 'its signature does not cover the whole body (l=)';
  end if;
  if ops.mail_trust_match(p_source, v_auth, v_domain) is not null then
    return null;
  end if;
  return format('%s says dmarc=%s for %s', v_auth ->> 'authserv_id', coalesce(v_auth ->> 'dmarc', 'none'), coalesce(v_auth ->> 'header_from', 'nobody'));
end;
$$;
comment on function ops.reply_unverified(text, jsonb, text) is 'Why it is not proven that a mail comes from the domain of an address. NULL: it is, by a row of ops.mail_trust.';
