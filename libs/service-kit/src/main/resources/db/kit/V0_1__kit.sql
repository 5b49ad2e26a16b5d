-- What every service's database has: the outbox that Debezium reads from the log, answers kept for
-- Idempotency-Keys, and records that could not be consumed.

-- A row lives for one transaction only: it is inserted and deleted in it, and Debezium takes it from the log.
create table outbox (
    id            uuid primary key,
    aggregatetype text not null,  -- the topic
    aggregateid   text not null,  -- the record's key
    type          text not null,
    tenant_id     text,
    version       text not null,
    source        text not null,
    time          text not null,
    traceparent   text,
    payload       bytea,          -- null makes a tombstone
    specversion   text not null default '1.0'  -- of CloudEvents
);
create publication cc_outbox for table outbox with (publish = 'insert');

-- The connector's role may read nothing but the outbox. Where it does not exist there is no connector yet.
do $$
begin
    if exists (select from pg_roles where rolname = 'debezium') then
        grant usage on schema public to debezium;
        grant select on outbox to debezium;
    end if;
end
$$;

create table idempotency (
    key         text        not null,
    scope       text        not null,  -- subject, method and path
    fingerprint text        not null,  -- SHA-256 of the request as it was understood
    status      int,
    headers     text,                  -- JSON
    body        text,                  -- JSON
    created_at  timestamptz not null default now(),
    primary key (key, scope)
);
create index idempotency_created_at on idempotency (created_at);

create table quarantine (
    id          bigint generated always as identity primary key,
    channel     text        not null,
    topic       text        not null,
    partition   int         not null,
    record_offset bigint    not null,
    record_key  bytea,
    value       bytea,
    headers     text        not null,  -- JSON: a list of pairs
    reason      text        not null,
    set_aside_at timestamptz not null default now(),
    unique (channel, topic, partition, record_offset)
);
