-- The services' part of a tenant's deletion: which services it was fixed for, and how far each of them is.

alter table provisioning add column deletion jsonb;          -- null until it begins
alter table provisioning add column deletion_status text;
create index provisioning_deletion on provisioning (deletion_status, updated_at) where deletion_status is not null;
