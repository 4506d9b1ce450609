create or replace function raw.pos_counts(p_order_status text)
returns boolean
language sql immutable
as $$
  select coalesce(lower(btrim(p_order_status)), '') not in ('draft', 'reserved', 'void', 'voided', 'cancelled', 'canceled', 'batal', 'dibatalkan')
$$;
comment on function raw.pos_counts(text) is 'False for receipts that are no sale: drafts, reservations, voids.';
