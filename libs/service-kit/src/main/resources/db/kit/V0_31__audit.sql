-- The number of the last entry that this service told on cc.audit.v1. Its row is locked from the moment that the next one is
-- taken until that is committed: so numbers have no gaps, and stand on the topic in their order.
create table audit_number (
    single boolean primary key default true check (single),
    last   bigint  not null
);
insert into audit_number (last) values (0);

-- How far entries that an instance kept on its disk are told. Moved in the transaction that tells them: each is told once.
create table audit_spool (
    spool      uuid        primary key,        -- one for each run of an instance
    position   bigint      not null default 0, -- the last that is told
    dropped    bigint      not null default 0, -- how many of those that it had no room for are told of
    updated_at timestamptz not null default now()
);
