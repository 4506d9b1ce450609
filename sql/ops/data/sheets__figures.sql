-- The figures of the TIER tabs, recomputed from Update Stock and PO. In Update Stock: row 1 the window and the thresholds
-- (B as of, D sales from, F sales to, H box, J must order, L overstock, N new article); A–J stock by code and warehouse
-- (A article, F kind, H counts, I pairs, J loose); O–T by code (O article, Q sold, R stock, S one, T active); V–Z by article
-- (V article, W first sale, X empty days, Y has lines, Z orders stopped).
insert into ops.sheet_figures (sheet_key, name, formula, is_input)
select 'control_stock', f.name,
       replace(replace(replace(f.formula, '@', '''Update Stock''!'), '{stock}', '''Update Stock''!$I:$I,''Update Stock''!$A:$A,{article_no},''Update Stock''!$H:$H,1'),
               '{from_article}', '''Update Stock''!$V:$V,{article_no}'),
       f.is_input
  from (values
    ('whs_pairs', '=SUMIFS({stock},@$F:$F,"WHS")', false),
    ('whb_pairs', '=SUMIFS({stock},@$F:$F,"WHB")', false),
    ('store_pairs', '=SUMIFS({stock},@$F:$F,"STORE")', false),
    ('total_pairs', '={whs_pairs}+{whb_pairs}+{store_pairs}', false),
    -- Rounded down, also below zero, without a function that does it: up, and one less when that went too far.
    ('whs_boxes', '=ROUNDUP(SUMIFS({stock},@$F:$F,"WHS",@$J:$J,0)/@$H$1,0)-IF(ROUNDUP(SUMIFS({stock},@$F:$F,"WHS",@$J:$J,0)/@$H$1,0)>SUMIFS({stock},@$F:$F,"WHS",@$J:$J,0)/@$H$1,1,0)', false),
    ('whb_boxes', '=ROUNDUP(SUMIFS({stock},@$F:$F,"WHB",@$J:$J,0)/@$H$1,0)-IF(ROUNDUP(SUMIFS({stock},@$F:$F,"WHB",@$J:$J,0)/@$H$1,0)>SUMIFS({stock},@$F:$F,"WHB",@$J:$J,0)/@$H$1,1,0)', false),
    ('boxes', '={whs_boxes}+{whb_boxes}+ROUNDUP(SUMIFS({stock},@$F:$F,"STORE",@$J:$J,0)/@$H$1,0)-IF(ROUNDUP(SUMIFS({stock},@$F:$F,"STORE",@$J:$J,0)/@$H$1,0)>SUMIFS({stock},@$F:$F,"STORE",@$J:$J,0)/@$H$1,1,0)', false),
    ('protol', '={total_pairs}-@$H$1*{boxes}', false),
    ('sold_window', '=SUMIFS(@$Q:$Q,@$O:$O,{article_no})', false),
    ('days_on_sale', '=IF(AND(SUMIFS(@$W:$W,{from_article})>0,SUMIFS(@$W:$W,{from_article})<=@$F$1),@$F$1-SUMIFS(@$W:$W,{from_article})+1,"")', false),
    ('is_new', '=IF(AND(SUMIFS(@$W:$W,{from_article})>=@$D$1,SUMIFS(@$W:$W,{from_article})<=@$F$1),1,0)', false),
    ('avg_monthly_sales', '=IF({is_new}=1,{sold_window}*30.4375/{days_on_sale},{sold_window}/3)', false),
    ('months_of_cover', '=IF({sold_window}<=0,"",IF({is_new}=1,{total_pairs}*{days_on_sale}/(30.4375*{sold_window}),{total_pairs}*3/{sold_window}))', false),
    ('empty_days', '=SUMIFS(@$X:$X,{from_article})', false),
    ('avg_adjusted', '=IF(3-{empty_days}/30.5>=0.1,{sold_window}/(3-{empty_days}/30.5),"")', false),
    ('months_of_cover_adjusted', '=IF(AND(3-{empty_days}/30.5>=0.1,{sold_window}>0),{total_pairs}*(3-{empty_days}/30.5)/{sold_window},"")', false),
    ('open_po_pairs', '=SUMIFS(PO!$AA:$AA,PO!$B:$B,{kode_mix},PO!$AA:$AA,">0",PO!$N:$N,"<>SELESAI",PO!$N:$N,"<>BATAL")', true),
    ('months_with_po', '=IF({sold_window}<=0,"",({total_pairs}+{open_po_pairs})*3/{sold_window})', true),
    ('sizes_in_stock', '=SUMIFS(@$S:$S,@$O:$O,{article_no},@$R:$R,">0")', false),
    ('sizes_active', '=SUMIFS(@$T:$T,@$O:$O,{article_no})', false),
    ('flag', '=IF({total_pairs}<0,"NEGATIVE",IF(SUMIFS(@$Y:$Y,{from_article})=0,"NO_SALES",IF({sold_window}<=0,"RETURNS",IF({days_on_sale}<@$N$1,"NEW",IF(IF({is_new}=1,{total_pairs}*{days_on_sale}<@$J$1*30.4375*{sold_window},{total_pairs}*3<@$J$1*{sold_window}),"MUST_PO",IF(IF({is_new}=1,{total_pairs}*{days_on_sale}>@$L$1*30.4375*{sold_window},{total_pairs}*3>@$L$1*{sold_window}),"OVERSTOCK","OK"))))))', false),
    ('recommended_po', '=IF({flag}<>"MUST_PO","",IF(SUMIFS(@$Z:$Z,{from_article})>0,0,IF(@$J$1*{avg_monthly_sales}<={open_po_pairs},0,ROUNDUP(IF({is_new}=1,(@$J$1*30.4375*{sold_window}-{open_po_pairs}*{days_on_sale})/(@$H$1*{days_on_sale}),(@$J$1*{sold_window}-{open_po_pairs}*3)/(@$H$1*3)),0)*@$H$1)))', true),
    ('excess_pairs', '=IF({flag}="OVERSTOCK",{total_pairs}-@$L$1*{avg_monthly_sales},IF({flag}="NO_SALES",{total_pairs}-@$L$1*{avg_monthly_sales},""))', false)
  ) as f (name, formula, is_input)
on conflict (sheet_key, name) do update set formula = excluded.formula, is_input = excluded.is_input
  where (sheet_figures.formula, sheet_figures.is_input) is distinct from (excluded.formula, excluded.is_input);
