-- l2_approved is a step within one call.
select w.id from ops.work_items w where w.status = 'l2_approved'
