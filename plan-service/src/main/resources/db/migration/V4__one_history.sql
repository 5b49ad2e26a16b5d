-- One shape for every history: see io.centercontrol.kit.aggregate. The changed fields stand as they are told, and no longer
-- inside of an object.
alter table feature_history alter column changes type json using changes -> 'fields';
alter table plan_history alter column changes type json using changes -> 'fields';
