-- PostgreSQL has uuidv7() from 18 on; ours runs on 15. RFC 9562: 48 bits of milliseconds, then 12 bits of the fraction of
-- the millisecond (its method 3), so that ids of one session keep their order, then random bits.
create or replace function ops.uuid_v7()
returns uuid
language sql volatile
as $$
  select encode(
           overlay(
             overlay(uuid_send(gen_random_uuid())
               placing substring(int8send((t.us / 1000)::bigint) from 3) from 1 for 6)
             placing substring(int4send(28672 + ((t.us % 1000) * 4096 / 1000)::integer) from 3) from 7 for 2),
           'hex')::uuid
    from (select floor(extract(epoch from clock_timestamp()) * 1000000)::bigint as us) t;
$$;
comment on function ops.uuid_v7() is 'A new time-ordered id (version 7), by the real clock.';
