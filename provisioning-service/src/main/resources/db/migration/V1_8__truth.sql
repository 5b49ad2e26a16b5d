-- What is needed to say again what was said: the whole cause and the changed fields. Versions from before have neither; said
-- again, they tell of no fields.
alter table provisioning_history
    add column correlation_id text,
    add column causation_id   text,
    add column changes        jsonb;
alter table tenant_service_history
    add column correlation_id text,
    add column causation_id   text,
    add column changes        jsonb;

-- Shares have no history, so that the row knows its event. That of an older row is lost: said again, it is a new one.
alter table shares
    add column event_id   uuid default gen_random_uuid(),
    add column updated_at timestamptz default now();
alter table shares
    alter column event_id drop default,
    alter column updated_at drop default;

-- What stands on this service's topics; what bucket and fingerprint are, the Digest schema says. Nobody keeps copies of the
-- first two that it compares with digests, so these have no fingerprint.
create view provisioning_said as
    select tenant_id as id, version, get_byte(decode(md5(tenant_id::text), 'hex'), 0) as bucket,
           null::bigint as fingerprint
    from provisioning;
create view tenant_service_said as
    select key as id, version, get_byte(decode(md5(key), 'hex'), 0) as bucket, null::bigint as fingerprint
    from tenant_service;
create view shares_said as
    select service as id, version, get_byte(decode(md5(service), 'hex'), 0) as bucket,
           ('x' || left(md5(service || ':' || version::text), 16))::bit(64)::bigint as fingerprint
    from shares
    where version > 0;
