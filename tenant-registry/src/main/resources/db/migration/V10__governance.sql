-- The platform's terms: one row. The limits stand beside the document for the function below.
create table governance (
    id                text primary key check (id = 'platform'),
    version           bigint not null,
    event_id          uuid   not null,
    most_test_tenants bigint,
    most_live_tenants bigint,
    document          jsonb  not null
);

-- Every version there ever was, whole, with what led to it.
create table governance_history (
    version  bigint primary key,
    event_id uuid        not null unique,
    type     text        not null,
    time     timestamptz not null,
    cause    jsonb       not null,
    changes  jsonb       not null,
    document jsonb       not null
);

-- How many tenants of each kind there are, the deleted ones not counted: the sum over the shards of a kind. A registration
-- holds one shard until its transaction ends, so that no more than as many as there are shards can be under way at once.
create table tenant_count (
    kind  text   not null,
    shard int    not null,
    n     bigint not null default 0,
    primary key (kind, shard)
) with (fillfactor = 20);

insert into tenant_count (kind, shard)
select kind, shard from (values ('TEST'), ('LIVE')) kinds (kind), generate_series(0, 31) shards (shard);

update tenant_count c set n = (select count(*) from tenant t where t.kind = c.kind and t.status <> 'DELETED')
where shard = 0;

-- The count is kept by triggers, so that no road past it exists.
create function count_new_tenant() returns trigger language plpgsql as $$
begin
    -- The shard that this transaction holds is free for it, so that this never waits for one that was admitted.
    update tenant_count set n = n + 1 where kind = new.kind and shard =
        (select shard from tenant_count where kind = new.kind limit 1 for update skip locked);
    if not found then
        update tenant_count set n = n + 1 where kind = new.kind and shard = 0;
    end if;
    return null;
end
$$;

create function count_gone_tenant() returns trigger language plpgsql as $$
begin
    -- Always the same shard, so that two of these cannot wait for each other.
    update tenant_count set n = n - 1 where kind = old.kind and shard = 0;
    return null;
end
$$;

create trigger tenant_new after insert on tenant
    for each row execute function count_new_tenant();
create trigger tenant_deleted after update of status on tenant
    for each row when (old.status <> 'DELETED' and new.status = 'DELETED') execute function count_gone_tenant();
create trigger tenant_removed after delete on tenant
    for each row when (old.status <> 'DELETED') execute function count_gone_tenant();

-- Whether one more tenant of a kind may be; why it holds exactly stands in docs/decisions/0007. Each look at the limit and
-- at the count is a statement of its own, so that it sees all that was committed until the lock before it was had.
create function take_tenant_slot(wanted text, out taken boolean, out most bigint, out present bigint)
language plpgsql as $$
declare
    shards  bigint := (select count(*) from tenant_count where kind = wanted);
    any_one int := floor(random() * shards);
begin
    -- Far from the limit: hold one shard, a free one if there is any.
    begin
        perform 1 from tenant_count where kind = wanted limit 1 for update skip locked;
        if not found then
            perform 1 from tenant_count where kind = wanted and shard = any_one for update;
        end if;
        most := (select case wanted when 'TEST' then most_test_tenants else most_live_tenants end from governance);
        present := (select sum(n) from tenant_count where kind = wanted);
        if most is null or present + shards <= most then
            taken := true;
            return;
        end if;
        raise exception using errcode = 'CC001';
    exception when sqlstate 'CC001' then
        null;  -- the shard is given back
    end;
    -- Near it: hold all of them, so that nobody else is under way, and count.
    perform 1 from tenant_count where kind = wanted order by shard for update;
    most := (select case wanted when 'TEST' then most_test_tenants else most_live_tenants end from governance);
    present := (select sum(n) from tenant_count where kind = wanted);
    taken := most is null or present < most;
end
$$;
