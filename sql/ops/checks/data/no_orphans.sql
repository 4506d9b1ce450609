-- Whatever waits has a live wake-up or a live worker.
select * from ops.v_orphans
