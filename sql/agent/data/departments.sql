insert into agent.departments (code, name, divisions) values
  ('OPS', 'Operations', '{branch ops,warehouse,logistics}'),
  ('CEMES', 'Commerce, Marketing, E-commerce & Sales', '{online sales,promo & campaign,content}'),
  ('FATAL', 'Finance, Accounting & Tax', '{accounting,tax,budgeting}'),
  ('R&D', 'Research & Development', '{product development,QC}'),
  ('HRGA', 'Human Resources & General Affairs', '{HR,general affairs}'),
  ('BDW', 'BD & Wholesale', '{business development,wholesale}')
on conflict (code) do update set name = excluded.name, divisions = excluded.divisions
  where (departments.name, departments.divisions) is distinct from (excluded.name, excluded.divisions);
