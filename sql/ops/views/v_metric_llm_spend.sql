create view ops.v_metric_llm_spend with (security_invoker) as
select s.agent_name || ':' || to_char(s.month, 'YYYY-MM') as subject, s.share * 100 as value,
       format('Biaya model %s: %s %% dari batas bulan ini', s.title, mart.number_text(trunc(s.share * 100))) as title,
       format(E'Terpakai %s dari %s USD sejak %s. %s\nLihat agent.v_llm_spend; batasnya di agent.budgets.', mart.number_text(s.spent_usd, 2), mart.number_text(s.limit_usd, 2),
         mart.date_text(s.month), case when s.share >= 1 then 'Laporan memakai teks baku sampai bulan depan.' else 'Bila habis, laporan memakai teks baku; tidak ada yang tertunda.' end) as body
  from agent.v_llm_spend s;
comment on view ops.v_metric_llm_spend is 'Metric of a rule: what models have cost this month, in percent of each budget.';
