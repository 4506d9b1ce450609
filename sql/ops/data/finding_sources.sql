-- Owner and severity in force belong to people. The views of other parts join when they are there.
insert into ops.finding_sources (key, view_name, default_owner_key, default_severity, description)
select x.key, x.view_name, x.owner_key, x.severity, x.description
  from (values
    ('unmapped_codes', 'mart.v_finding_unmapped_codes', 'data.owner', 'warning', 'Codes that nobody mapped. Mended by a row in portal.kodemix.'),
    ('unknown_warehouses', 'mart.v_finding_unknown_warehouses', 'data.owner', 'warning', 'Warehouses that nobody mapped. Mended by a row in portal.warehouse.'),
    ('tiers', 'mart.v_finding_tiers', 'data.owner', 'warning', 'Tiers that disagree. Mended in portal.kodemix, the price list or the PO tab.'),
    ('texts', 'mart.v_finding_texts', 'data.owner', 'info', 'Genders and series that disagree. Mended in portal.kodemix.'),
    ('negative_stock', 'mart.v_finding_negative_stock', 'alerts.stock', 'warning', 'Negative balances. Mended in the ERP.'),
    ('prices', 'mart.v_finding_prices', 'data.owner', 'warning', 'Articles without a price. Mended by a row in portal.hpprsp.'),
    ('no_store', 'mart.v_finding_no_store', 'data.owner', 'warning', 'Sales that belong to no shop. Mended by portal.name_alias or the warehouse''s shop.'),
    ('loads', 'mart.v_finding_loads', 'data.owner', 'warning', 'Checks that the newest load did not pass. Gone with the next clean load.'),
    ('reference_age', 'mart.v_finding_reference_age', 'data.owner', 'info', 'Reference data that is empty or old. Mended by loading it again.'),
    ('hpprsp_duplicates', 'mart.v_finding_hpprsp_duplicates', 'data.owner', 'info', 'Codes twice in the price list. Mended by deleting one.'),
    ('pos', 'mart.v_finding_pos', 'data.owner', 'warning', 'Days on which the till and the ERP disagree.')
  ) as x (key, view_name, owner_key, severity, description)
 where to_regclass(x.view_name) is not null
on conflict (key) do update
  set view_name = excluded.view_name, default_owner_key = excluded.default_owner_key, default_severity = excluded.default_severity, description = excluded.description
  where (finding_sources.view_name, finding_sources.default_owner_key, finding_sources.default_severity, finding_sources.description)
        is distinct from (excluded.view_name, excluded.default_owner_key, excluded.default_severity, excluded.description);
