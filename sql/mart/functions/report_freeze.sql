-- One call, so that the report and the revision are one commit: from here on nothing is recomputed. Each statement sees what was
-- committed before it, and the last one may wait for a lock: a mapping or a load that comes in between would be noted with figures
-- that do not know it. So both are looked at before and after, and the report is made again when they have moved. A lock would hold
-- up pulls and people for as long as a report takes.
create or replace function mart.report_freeze(p_run_token uuid)
returns text
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_caller name := util.caller();
  v_item ops.work_items;
  v_report jsonb;
  v_approved jsonb;
  v_opening text;
  v_footing text;
  v_outcome text;
begin
  select w.* into v_item from ops.work_items w where w.run_token = p_run_token;
  if not found then
    return 'not_mine';
  end if;
  for v_try in 1 .. 3 loop
    begin
      v_footing := ops.report_footing(v_item.business_date);
      case (select d.task_identifier from ops.job_definitions d where d.key = v_item.definition_key)
        when 'report/control_stock' then
          -- The report counts the findings: they must be those of the loads that it is made of.
          perform ops.data_findings_run(true);
          v_report := mart.control_stock_report(v_item.business_date);
          if v_item.corrects_id is not null then
            select r.figures into strict v_approved
              from ops.work_items w join ops.work_item_revisions r on r.work_item_id = w.id and r.revision_no = w.revision_no
             where w.id = v_item.corrects_id;
            v_report := jsonb_set(v_report, '{result}',
              mart.control_stock_correction(v_report -> 'result', v_item.corrects_id, v_approved, v_report -> 'figures', v_item.notes));
          end if;
        when 'report/daily_sales' then
          v_report := mart.daily_sales_report(v_item.business_date);
        when 'report/product_performance' then
          v_report := mart.product_performance_report(v_item.business_date);
      end case;
      -- The paragraph without a model is frozen with the report; one of a model may stand in its place (ops.revision_openings).
      v_opening := ops.paragraph_fill(o ->> 'template', o -> 'values') from mart.report_opening(v_report -> 'result' ->> 'kind', v_report -> 'figures') o;
      if v_opening is not null then
        v_report := jsonb_set(v_report, '{result,opening}', to_jsonb(v_opening));
      end if;
      v_outcome := ops.work_item_finish(p_run_token, v_report -> 'figures', v_report -> 'result');
      if ops.report_footing(v_item.business_date) is distinct from v_footing then
        raise exception 'mappings or loads changed while the report of % was made', v_item.business_date using errcode = '40001';
      end if;
      return v_outcome;
    exception when serialization_failure then
      if v_try = 3 then
        raise;
      end if;
    end;
  end loop;
end;
$$;
comment on function mart.report_freeze(uuid) is 'Makes the report of the work item that this run holds and freezes it as a revision. Answers like ops.work_item_finish; not_mine when another run holds the item.';
