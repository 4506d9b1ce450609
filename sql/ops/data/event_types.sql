insert into ops.event_types (event_type, target_agent, required_keys, default_priority, handler, description) values
  ('ENGINE_PING', 'director', '{}', 5, 'ops.event_handle_ping'::regproc, 'The engine''s test of itself: doctor and tests send it. {"refuse": true} makes the handler refuse.'),
  ('ORDER_NEGOTIATION', 'sales_agent', '{}', 6, null, 'A customer asks for goods: an order is negotiated.'),
  ('INVOICE_CUSTOMER', 'finance_agent', '{}', 6, null, 'Goods have left stock: the customer is invoiced.'),
  ('REORDER_TRIGGERED', 'procurement_agent', '{}', 5, null, 'Stock has fallen below its reorder point.'),
  ('INVENTORY_CHECK', 'inventory_watcher', '{}', 4, null, 'Stock is to be counted or looked at.'),
  ('PAYROLL_RUN', 'hr_payroll_agent', '{}', 7, null, 'A pay period is to be computed.'),
  ('TIMESHEET_APPROVAL', 'hr_payroll_agent', '{}', 5, null, 'A timesheet was handed in.'),
  ('GOODS_RECEIVED', 'inventory_watcher', '{}', 6, null, 'A delivery has arrived.'),
  ('SUPPLIER_INVOICE', 'finance_agent', '{}', 5, null, 'A supplier''s invoice has arrived.'),
  ('BANK_RECONCILIATION', 'finance_agent', '{}', 5, null, 'A bank statement is to be matched.')
on conflict (event_type) do update
  set target_agent = excluded.target_agent, required_keys = excluded.required_keys, default_priority = excluded.default_priority,
      handler = excluded.handler, description = excluded.description
  where (event_types.target_agent, event_types.required_keys, event_types.default_priority, event_types.handler::oid, event_types.description)
        is distinct from (excluded.target_agent, excluded.required_keys, excluded.default_priority, excluded.handler::oid, excluded.description);
