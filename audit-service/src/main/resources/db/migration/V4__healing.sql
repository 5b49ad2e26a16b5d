-- What is needed to compare with the owners' digests, and to ask for what is missing. What bucket and fingerprint are, the Digest
-- schema says.
alter table stream
    add column moved_at    timestamptz not null default to_timestamp(0),  -- when the highest version was decided, by its owner's clock
    add column ended       boolean     not null default false,            -- by a tombstone: it stands in no digest
    add column bucket      int generated always as (get_byte(decode(md5(key), 'hex'), 0)) stored,
    add column fingerprint bigint generated always as
        (('x' || left(md5(key || ':' || highest::text), 16))::bit(64)::bigint) stored;
create index stream_bucket on stream (topic, bucket) include (fingerprint, highest, moved_at) where not ended;

alter table gap
    add column asks   int not null default 0,
    add column ask_at timestamptz;  -- when its owner is asked next; null for never
update gap set ask_at = noticed_at where healed_at is null and topic <> 'cc.audit.v1';
create index gap_to_ask on gap (ask_at) where healed_at is null and ask_at is not null;
