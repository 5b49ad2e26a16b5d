-- One shape for what is versioned, kept and told: see io.centercontrol.kit.aggregate. The document is the whole; what is
-- searched for and sorted by stands beside it.

alter table provisioning rename column tenant_id to id;
alter table provisioning
    add column document jsonb,
    add column bucket int generated always as (get_byte(decode(md5(id::text), 'hex'), 0)) stored,
    add column fingerprint bigint generated always as
        (('x' || left(md5(id::text || ':' || version::text), 16))::bit(64)::bigint) stored;
update provisioning set document = jsonb_build_object(
    'desiredVersion', desired_version, 'ready', ready, 'paused', paused,
    'services', replace(services::text, '"observed_version":', '"observedVersion":')::jsonb,
    'deletion', deletion, 'updatedAt', updated_at);
drop view provisioning_said;
drop index provisioning_services;
alter table provisioning
    alter column document set not null,
    drop column desired_version, drop column ready, drop column paused, drop column services, drop column deletion;
create index provisioning_services on provisioning using gin ((document -> 'services') jsonb_path_ops);

-- What ended is forgotten with its history, as everywhere.
delete from provisioning_history h where not exists (select from provisioning p where p.id = h.tenant_id);
alter table provisioning_history rename column tenant_id to id;
alter table provisioning_history rename column at to time;
alter table provisioning_history add column cause jsonb, add column document jsonb;
update provisioning_history set
    cause = jsonb_build_object(
        'actor', actor, 'reason', reason, 'correlationId', correlation_id, 'causationId', causation_id),
    document = jsonb_build_object(
        'desiredVersion', snapshot -> 'desired_version', 'ready', snapshot -> 'ready', 'paused', snapshot -> 'paused',
        'services', replace((snapshot -> 'services')::text, '"observed_version":', '"observedVersion":')::jsonb,
        'deletion', snapshot -> 'deletion', 'updatedAt', time);
alter table provisioning_history
    alter column cause set not null,
    alter column document set not null,
    alter column changes type json using coalesce(changes, '[]')::json,
    alter column changes set not null,
    drop column actor, drop column reason, drop column correlation_id, drop column causation_id, drop column snapshot;

alter table tenant_service rename column key to id;
alter table tenant_service
    add column document jsonb,
    add column bucket int generated always as (get_byte(decode(md5(id), 'hex'), 0)) stored,
    add column fingerprint bigint generated always as
        (('x' || left(md5(id || ':' || version::text), 16))::bit(64)::bigint) stored;
update tenant_service set document = jsonb_build_object(
    'name', name, 'required', required, 'attemptTimeoutMillis', attempt_timeout_ms,
    'firstBackoffMillis', first_backoff_ms, 'mostBackoffMillis', most_backoff_ms, 'updatedAt', updated_at);
drop view tenant_service_said;
alter table tenant_service
    alter column document set not null,
    drop column name, drop column required, drop column attempt_timeout_ms, drop column first_backoff_ms,
    drop column most_backoff_ms, drop column updated_at;

alter table tenant_service_history rename column key to id;
alter table tenant_service_history rename column at to time;
alter table tenant_service_history add column cause jsonb, add column document jsonb;
update tenant_service_history set
    cause = jsonb_build_object(
        'actor', actor, 'reason', reason, 'correlationId', correlation_id, 'causationId', causation_id),
    document = jsonb_build_object(
        'name', snapshot -> 'name', 'required', snapshot -> 'required',
        'attemptTimeoutMillis', snapshot -> 'attempt_timeout_ms', 'firstBackoffMillis', snapshot -> 'first_backoff_ms',
        'mostBackoffMillis', snapshot -> 'most_backoff_ms', 'updatedAt', time);
alter table tenant_service_history
    alter column cause set not null,
    alter column document set not null,
    alter column changes type json using coalesce(changes, '[]')::json,
    alter column changes set not null,
    drop column actor, drop column reason, drop column correlation_id, drop column causation_id, drop column snapshot;
