-- financial_authority_limit, machine, default_model, is_active and test_mode belong to people: written once.
insert into agent.profiles (name, role_name, layer, department, division, description, financial_authority_limit, database_role) values
  ('sales_agent', 'Sales', 1, 'CEMES', null, 'Negotiates orders within its limit.', 25000, 'mandor_agent_sales'),
  ('concierge_agent', 'Concierge', 1, 'CEMES', null, 'Answers customers and takes order requests.', null, 'mandor_agent_concierge'),
  ('finance_agent', 'Finance', 1, 'FATAL', null, 'Invoices, matches and posts within its limit.', 250000, 'mandor_agent_finance'),
  ('procurement_agent', 'Procurement', 1, 'OPS', null, 'Compares suppliers and orders within its limit.', 50000, 'mandor_agent_procurement'),
  ('inventory_watcher', 'Inventory', 1, 'OPS', 'warehouse', 'Watches stock and asks for reorders.', null, 'mandor_agent_inventory'),
  ('hr_payroll_agent', 'Payroll', 1, 'HRGA', 'HR', 'Computes pay within its limit.', 5000, 'mandor_agent_hr_payroll'),
  ('ops_branch', 'Branch ops worker', 1, 'OPS', 'branch ops', 'Daily work of branch operations.', null, 'mandor_agent_stock'),
  ('ops_warehouse', 'Warehouse worker', 1, 'OPS', 'warehouse', 'Pulls stock, makes the Control Stock report.', null, 'mandor_agent_stock'),
  ('ops_logistics', 'Logistics worker', 1, 'OPS', 'logistics', 'Daily work of logistics.', null, 'mandor_agent_stock'),
  ('cemes_online_sales', 'Online sales worker', 1, 'CEMES', 'online sales', 'Daily work of online sales.', null, 'mandor_agent_stock'),
  ('cemes_promo', 'Promo & campaign worker', 1, 'CEMES', 'promo & campaign', 'Daily work of promo and campaign.', null, 'mandor_agent_stock'),
  ('cemes_content', 'Content worker', 1, 'CEMES', 'content', 'Daily work of content.', null, 'mandor_agent_stock'),
  ('fatal_accounting', 'Accounting worker', 1, 'FATAL', 'accounting', 'Daily work of accounting.', null, 'mandor_agent_stock'),
  ('fatal_tax', 'Tax worker', 1, 'FATAL', 'tax', 'Daily work of tax.', null, 'mandor_agent_stock'),
  ('fatal_budgeting', 'Budgeting worker', 1, 'FATAL', 'budgeting', 'Daily work of budgeting.', null, 'mandor_agent_stock'),
  ('rnd_product', 'Product development worker', 1, 'R&D', 'product development', 'Daily work of product development.', null, 'mandor_agent_stock'),
  ('rnd_qc', 'QC worker', 1, 'R&D', 'QC', 'Daily work of quality control.', null, 'mandor_agent_stock'),
  ('hrga_hr', 'HR worker', 1, 'HRGA', 'HR', 'Daily work of HR.', null, 'mandor_agent_stock'),
  ('hrga_general', 'General affairs worker', 1, 'HRGA', 'general affairs', 'Daily work of general affairs.', null, 'mandor_agent_stock'),
  ('bdw_development', 'Business development worker', 1, 'BDW', 'business development', 'Daily work of business development.', null, 'mandor_agent_stock'),
  ('bdw_wholesale', 'Wholesale worker', 1, 'BDW', 'wholesale', 'Daily work of wholesale.', null, 'mandor_agent_stock'),
  ('overseer_ops', 'Overseer OPS', 2, 'OPS', null, 'Reviews the results of OPS and watches its machines.', null, 'mandor_agent_overseer'),
  ('overseer_cemes', 'Overseer CEMES', 2, 'CEMES', null, 'Reviews the results of CEMES and watches its machines.', null, 'mandor_agent_overseer'),
  ('overseer_fatal', 'Overseer FATAL', 2, 'FATAL', null, 'Reviews the results of FATAL and watches its machines.', null, 'mandor_agent_overseer'),
  ('overseer_shared', 'Overseer of the other departments', 2, null, null, 'Reviews the results of R&D, HRGA, BD & Wholesale.', null, 'mandor_agent_overseer'),
  ('director', 'Director', 3, null, null, 'One summary a day: who has to be followed up, and why.', null, 'mandor_agent_director')
on conflict (name) do update
  set role_name = excluded.role_name, layer = excluded.layer, department = excluded.department, division = excluded.division,
      description = excluded.description, database_role = excluded.database_role
  where (profiles.role_name, profiles.layer, profiles.department, profiles.division, profiles.description, profiles.database_role)
        is distinct from (excluded.role_name, excluded.layer, excluded.department, excluded.division, excluded.description, excluded.database_role);
