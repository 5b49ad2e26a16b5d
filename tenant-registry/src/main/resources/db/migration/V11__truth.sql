-- A purged tenant, whose last event on the topic is a tombstone, stands in no digest.
alter table tenant
    -- The first byte of MD5 over the id, and the first eight of MD5 over '<id>:<version>': see the Digest schema.
    add column bucket int generated always as (get_byte(decode(md5(id::text), 'hex'), 0)) stored,
    add column fingerprint bigint generated always as
        (('x' || left(md5(id::text || ':' || version::text), 16))::bit(64)::bigint) stored;
-- Has all that a digest needs, so that taking one reads no tenant.
create index tenant_bucket on tenant (bucket, id) include (fingerprint, version) where purged_at is null;

alter table governance
    add column bucket int generated always as (get_byte(decode(md5(id), 'hex'), 0)) stored,
    add column fingerprint bigint generated always as
        (('x' || left(md5(id || ':' || version::text), 16))::bit(64)::bigint) stored;
