-- For those whose retention is over, without looking at every tenant.
create index tenant_purge_at on tenant (deleted_at) where purged_at is null and deleted_at is not null;
