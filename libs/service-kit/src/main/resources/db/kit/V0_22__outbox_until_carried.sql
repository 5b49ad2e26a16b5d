-- A row stays until its event is on its topic; the connector removes it then. What no slot holds is so still found here, in
-- the order in which it was written, and a version that is said again has a row of its own.
drop trigger leave_outbox on outbox;
drop function leave_outbox();

alter table outbox drop constraint outbox_pkey;
alter table outbox
    add column no bigint generated always as identity primary key,
    add column lsn pg_lsn not null default pg_current_wal_insert_lsn();  -- before its commit's

do $$
begin
    if exists (select from pg_roles where rolname = 'debezium') then
        grant delete on outbox to debezium;
    end if;
end
$$;
