create or replace view mart.v_store_ff_fb
with (security_invoker = true)
as
  select f.* from mart.store_ff_fb('infinity') f;
comment on view mart.v_store_ff_fb is 'Full floor and full box per shop; ff_source and fb_source say whether a person counted or we computed (definition not confirmed by the retailer): see mart.store_ff_fb.';
