-- Tells the desks that a backup of the server is done. Run at its end, and only when it succeeded:
--
--   psql -X -v ON_ERROR_STOP=1 -v began="$began" -d exam -f mark-backup.sql
--
-- `began` is when the backup began, with the zone (`date -Iseconds`): what was written after that may not be in it.
insert into public.store_setting (key, value)
values ('serverBackup', json_build_object('began', to_char(timestamptz :'began' at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'))::text)
on conflict (key) do update set value = excluded.value;
