create or replace function ops.incident_advice(p_fault text, p_part text)
returns text
language sql immutable
as $$
  select case p_part when 'title' then a.title else a.what end
    from (values
      ('host_key', '%s menunjukkan kunci yang tidak dikenal; tidak ada perintah yang dikirim',
       'jangan langsung menerima kunci baru itu. Tanyakan kepada pengelola mesin %s (%s) apakah mesinnya dipasang ulang, lalu cocokkan dengan hasil ssh-keygen -lf di mesin itu sendiri. Cocok: catat kunci barunya pada mesin itu (docs/ssh.md bagian 3). Tidak cocok: mungkin ada pihak lain di antaranya, beri tahu bagian TI.'),
      ('auth', '%s menolak kunci SSH Mandor',
       'periksa apakah baris kunci Mandor masih ada dan benar di authorized_keys pada mesin %s (%s), lihat docs/ssh.md bagian 2. Mandor tidak mencoba lagi sendiri, supaya tidak terblokir.'),
      ('key_file', '%s tidak diperiksa: kunci SSH Mandor tidak dapat dipakai',
       'perbaiki berkas kunci SSH (SSH_KEY_FILE) di komputer tempat Mandor berjalan; "mandor doctor" menyebutkan apa yang salah. Selama itu mesin %s (%s) tidak dapat diperiksa.'),
      ('off', '%s tidak diperiksa: SSH belum disiapkan',
       'isi SSH_KEY_FILE di komputer tempat Mandor berjalan lalu jalankan ulang pekerjanya (docs/ssh.md bagian 1). Selama itu mesin %s (%s) tidak dapat diperiksa.'),
      ('command', '%s tidak mengenal perintah Mandor',
       'pasang gate.sh dari versi ini di mesin %s (%s), lihat docs/ssh.md bagian 2.')
    ) as a (fault, title, what)
   where a.fault = p_fault
  union all
  select case p_part when 'title' then '%s tidak berhasil dipulihkan'
    else 'periksa mesin %s (%s): apakah menyala, dapat dihubungi, dan gateway OpenClaw di sana berjalan.' end
   where coalesce(p_fault, '') not in ('host_key', 'auth', 'key_file', 'off', 'command');
$$;
comment on function ops.incident_advice(text, text) is
  'What a person has to do about a machine that cannot be helped from here, by the fault of its last answer: a format for the title (title; what the machine is called) or for the task (what; its key and host).';
