-- One shape for every history: see io.centercontrol.kit.aggregate.
alter table governance_history add column id text not null default 'platform';
alter table governance_history alter column id drop default;
alter table governance_history drop constraint governance_history_pkey;
alter table governance_history add primary key (id, version);

alter table tenant_history rename column tenant_id to id;
alter table tenant_history add column cause jsonb;
update tenant_history set cause = jsonb_build_object(
    'actor', jsonb_build_object('id', actor_id, 'kind', actor_kind, 'name', actor_name),
    'reason', reason, 'correlationId', correlation_id, 'causationId', causation_id);
alter table tenant_history
    alter column cause set not null,
    drop column actor_id, drop column actor_kind, drop column actor_name,
    drop column reason, drop column correlation_id, drop column causation_id;

-- The changed fields as they are told, in their order, and no longer inside of an object.
alter table governance_history alter column changes type json using (changes -> 'fields')::json;
alter table tenant_history alter column changes type json using (changes -> 'fields')::json;
