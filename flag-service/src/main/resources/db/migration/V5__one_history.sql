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
