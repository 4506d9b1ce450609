-- For `mandor doctor mail`: the same judgement as about a reply, said to who sets mail up.
create or replace function ops.mail_trust_try(p_source text, p_auth jsonb, p_address text, out accepted_by text, out says text, out next_step text)
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_domain text := lower(split_part(p_address, '@', 2));
  v_server text := p_auth ->> 'authserv_id';
begin
  says := ops.reply_unverified(p_source, jsonb_build_object('auth', jsonb_build_array(p_auth)), lower(p_address));
  if says is null then
    accepted_by := ops.mail_trust_match(p_source, p_auth, v_domain);
    return;
  end if;
  next_step := case
    when p_auth ->> 'dmarc' = 'pass' and p_auth ->> 'header_from' = v_domain then
      format('Add (%s, %s, dmarc) to ops.mail_trust, if %s is your own mail server.', p_source, v_server, v_server)
    when exists (select from jsonb_array_elements(p_auth -> 'dkim') d where d ->> 'domain' = v_domain and d ->> 'result' = 'pass') then
      format('%s publishes no DMARC. Let its owner publish it, or add (%s, %s, dkim, %s) to ops.mail_trust.', v_domain, p_source, v_server, v_domain)
    else format('Nothing proves that it came from %s: set up DKIM and DMARC for it.', v_domain) end;
end;
$$;
comment on function ops.mail_trust_try(text, jsonb, text) is 'Whether a mail of this address would be believed, by what a server says about it: accepted_by (a row of ops.mail_trust), else why not and what to do.';
