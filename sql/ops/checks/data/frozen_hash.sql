-- The current revision of a work item is there, and its hash is that of its figures.
select w.id, w.revision_no
  from ops.work_items w
 where w.revision_no > 0
   and not exists (
     select from ops.work_item_revisions r
      where r.work_item_id = w.id and r.revision_no = w.revision_no
        and r.figures_hash = encode(sha256(convert_to(r.figures::text, 'UTF8')), 'hex')
   )
