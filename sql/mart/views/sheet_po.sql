create view mart.sheet_po
with (security_invoker = true)
as
  select o.tier, o.kode_mix, o.type, o.gender, o.ps_flag, coalesce(o.sudah_po, x.ordered) as sudah_po,
         o.po_1, o.po_2, o.po_3, o.po_4, o.po_5, o.po_6,
         o.tgl_po, btrim(o.status_po) as status_po, o.notes, o.received_1, o.received_2, o.received_3,
         o.received_4, o.received_5, o.received_6, o.received_7, o.received_8, o.received_9,
         o.received_10, null::text as total_rcv, null::text as sisa_po, null::text as status, o.received_1_on, o.received_2_on,
         o.received_3_on, o.received_4_on, o.received_5_on, o.received_6_on, o.received_7_on, o.received_8_on,
         o.received_9_on, o.received_10_on, o.row_no
    from portal.purchase_orders_manual o
   cross join lateral (
     select coalesce(o.po_1, 0) + coalesce(o.po_2, 0) + coalesce(o.po_3, 0) + coalesce(o.po_4, 0) + coalesce(o.po_5, 0) + coalesce(o.po_6, 0) as ordered) x
   order by o.kode_mix collate "C", o.tgl_po, o.row_no;
comment on view mart.sheet_po is 'Tab PO at set-up: the orders known so far. Afterwards the tab belongs to people and is only read.';
