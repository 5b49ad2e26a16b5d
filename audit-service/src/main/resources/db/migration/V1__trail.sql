-- The log of the trail (C2SP tlog-tiles). One row says how long it is; who lengthens it holds this row, so that of two instances
-- one waits for the other.
create table log_head (
    one         boolean     primary key default true check (one),
    size        bigint      not null,
    recorded_at timestamptz not null   -- of the newest entry: times in the log never go back
);
insert into log_head (size, recorded_at) values (0, to_timestamp(0));

-- What the tree is made over: the canonical texts (RFC 8785), in their order. They hold nothing personal, and stay.
create table log_leaf (
    index bigint primary key,
    text  text   not null
);

-- Hashes of whole subtrees, up to 256 a tile, as they are served.
create table log_tile (
    level  smallint not null,
    index  bigint   not null,
    hashes bytea    not null,
    primary key (level, index)
);
alter table log_tile alter column hashes set storage external;  -- hashes do not compress

-- What was signed. One size has one root, ever.
create table log_checkpoint (
    size      bigint      primary key,
    root      bytea       not null,
    note      text        not null,
    signed_at timestamptz not null,
    told      boolean     not null default false  -- on cc.audit-checkpoints.v1
);

-- Entries: what can be shown to whoever may see their category. Who did it, why, and what changed is sealed_part's.
create table entry (
    index          bigint      primary key,
    event_id       uuid        not null,
    topic          text        not null,
    key            text        not null,
    version        bigint      not null,
    happened_at    timestamptz not null,
    recorded_at    timestamptz not null,
    action         text        not null,
    category       text        not null,
    outcome        text        not null,
    service        text        not null,
    tenant_id      uuid,
    correlation_id text,
    causation_id   text,
    trace_id       text,
    count          bigint      not null default 1
);
-- An aggregate has each version once, and so has the trail.
create unique index entry_once on entry (topic, key, version);
create index entry_event on entry (event_id);
create index entry_happened on entry (happened_at, index);
create index entry_action on entry (action, index);
create index entry_category on entry (category, index);
create index entry_service on entry (service, index);
create index entry_tenant on entry (tenant_id, index) where tenant_id is not null;
create index entry_refused on entry (outcome, index) where outcome <> 'DONE';
create index entry_correlation on entry (correlation_id, index) where correlation_id is not null;
create index entry_causation on entry (causation_id, index) where causation_id is not null;
create index entry_trace on entry (trace_id, index) where trace_id is not null;

-- What an entry is about.
create table entry_target (
    id    text   not null,
    type  text   not null,
    index bigint not null,
    primary key (id, index, type)
);
create index entry_target_of on entry_target (index);

-- The personal parts, each with the salt that its commitment in the leaf was made with. A month of a category is a partition, which
-- goes as a whole when its time is over.
create table sealed_part (
    category    text        not null,
    recorded_at timestamptz not null,
    index       bigint      not null,
    tenant_id   uuid,
    actor       text,                  -- the subject
    parts       jsonb       not null,  -- part -> {salt, value}; value is the canonical text
    words       tsvector    not null,
    primary key (category, recorded_at, index)
) partition by list (category);
do $$
declare
    category text;
begin
    foreach category in array array['CHANGE', 'BILLING', 'ACCESS', 'CREDENTIAL', 'APPROVAL', 'EXPORT', 'PRIVACY', 'RECOVERY',
        'EMERGENCY', 'AUDIT', 'UNKNOWN'] loop
        execute format('create table %I partition of sealed_part for values in (%L) partition by range (recorded_at)',
            'sealed_part_' || lower(category), category);
    end loop;
end $$;
create index sealed_part_index on sealed_part (index);
create index sealed_part_actor on sealed_part (actor, index);
create index sealed_part_tenant on sealed_part (tenant_id) where tenant_id is not null;
create index sealed_part_words on sealed_part using gin (words);

-- How far the versions of each aggregate are known.
create table stream (
    topic   text   not null,
    key     text   not null,
    highest bigint not null,
    primary key (topic, key)
);

-- Versions that were passed over. What is left of it falls with each that comes after all.
create table gap (
    id           uuid        primary key,
    topic        text        not null,
    key          text        not null,
    from_version bigint      not null,
    to_version   bigint      not null,
    left_over    bigint      not null,
    noticed_at   timestamptz not null,
    asked_at     timestamptz,
    healed_at    timestamptz
);
create index gap_open on gap (topic, key) where healed_at is null;
create index gap_noticed on gap (noticed_at, id);

-- How many entries a day has of a topic.
create table topic_day (
    topic   text   not null,
    day     date   not null,   -- in UTC, by recorded_at
    entries bigint not null,
    primary key (topic, day)
);

-- Of whom nothing personal may be kept any more, and the certificate that says so (its jti); null until it is written.
create table erased_tenant (
    tenant_id   uuid        primary key,
    asked_by    text,
    erased_at   timestamptz not null,
    certificate uuid
);

-- What each witness signed last, with the checkpoint that it signed.
create table log_cosignature (
    witness   text        primary key,
    size      bigint      not null,
    root      bytea       not null,
    note      text        not null,
    signed_at timestamptz not null,
    lines     text        not null   -- of the signed note
);
