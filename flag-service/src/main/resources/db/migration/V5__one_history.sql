-- One shape for every history: see io.centercontrol.kit.aggregate. The changed fields stand as they are told, and no longer
-- inside of an object.
alter table flag_history alter column changes type json using changes -> 'fields';
alter table evaluator_history alter column changes type json using changes -> 'fields';
alter table rate_limit_history alter column changes type json using changes -> 'fields';

-- A change request's document is the whole of it, as everywhere.
update change_request set document = document || jsonb_build_object('flag', flag, 'state', state);
alter table change_request_history alter column changes type json using changes -> 'fields';
update change_request_history set document = document || jsonb_build_object('flag', flag, 'state', state);
alter table change_request_history drop column flag, drop column state;

-- The documents and causes of SDK keys in the spelling of all others.
update sdk_key k set document = jsonb_build_object(
    'name', document -> 'name', 'scopes', document -> 'scopes', 'tenants', document -> 'tenants',
    'expiresAt', document -> 'expires_at', 'createdAt', document -> 'created_at', 'createdBy', document -> 'created_by',
    'revokedAt', document -> 'revoked_at',
    'updatedAt', (select to_jsonb(to_char(max(h.time) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'))
        from sdk_key_history h where h.id = k.id));
update sdk_key_history set
    document = jsonb_build_object(
        'name', document -> 'name', 'scopes', document -> 'scopes', 'tenants', document -> 'tenants',
        'expiresAt', document -> 'expires_at', 'createdAt', document -> 'created_at', 'createdBy', document -> 'created_by',
        'revokedAt', document -> 'revoked_at',
        'updatedAt', to_char(time at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')),
    cause = jsonb_build_object(
        'actor', cause -> 'actor', 'reason', cause -> 'reason',
        'correlationId', cause -> 'correlation_id', 'causationId', cause -> 'causation_id');
