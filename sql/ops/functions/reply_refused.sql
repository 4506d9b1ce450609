create or replace function ops.reply_refused(p_outcome text, p_why text, p_work_item_id bigint, p_from text)
returns void
language plpgsql volatile
as $$
declare
  v_from text := left(regexp_replace(coalesce(nullif(p_from, ''), 'pengirim tanpa alamat'), '[[:space:]]+', ' ', 'g'), 120);
  v_body text := case p_outcome
    when 'refused_unverified' then 'Keaslian pengirimnya tidak terbukti. Bila memang dari orangnya, mohon dijawab lewat tombol Telegram atau konsol; domainnya baru dipercaya setelah ada barisnya di ops.mail_trust.'
    when 'refused_sender' then 'Pengirimnya bukan penyetuju laporan ini. Yang boleh menjawab hanya orang yang diminta, dari alamatnya sendiri di ops.people, atau lewat Telegram dan konsol.'
    when 'refused_from' then 'Pengirimnya tidak tunggal. Mohon balas lagi dari satu alamat, atau lewat Telegram atau konsol.'
    when 'refused_stale' then 'Yang dijawab adalah revisi lama. Mohon jawab email revisi yang terakhir, atau lewat Telegram atau konsol.'
    when 'refused_token' then 'Kode laporan di balasan itu tidak cocok. Mohon balas langsung email laporannya tanpa mengubah subjek.'
    when 'refused_replayed' then 'Balasan yang sama datang lagi setelah laporan diputuskan. Tidak ada yang berubah; bila bukan dikirim ulang oleh servernya, periksa siapa yang mengirim.'
    when 'refused_closed' then 'Laporan itu sudah dijawab atau ditutup. Tidak ada yang berubah; bila hasilnya keliru, mintalah koreksi lewat atasan.'
    else 'Jawaban itu tidak diterima. Mohon putuskan lewat Telegram atau konsol.' end
    -- The reason is for whoever runs the system, and part of it comes from the mail itself.
    || coalesce(E'\nCatatan teknis: ' || left(p_why, 300), '');
begin
  if p_work_item_id is null then
    perform ops.alert_raise('warning', 'OPS', 'inbound', format('Balasan email dari %s ditolak', v_from), v_body,
      format('inbound:%s:%s', p_outcome, v_from), interval '1 day');
  else
    perform ops.work_item_alert(p_work_item_id, 'warning', format('%s:%s', p_outcome, v_from), format('balasan email dari %s ditolak', v_from), v_body);
  end if;
end;
$$;
comment on function ops.reply_refused(text, text, bigint, text) is 'Tells people that a reply was refused, why, and what to do: a warning, once a day for a sender and an item.';
