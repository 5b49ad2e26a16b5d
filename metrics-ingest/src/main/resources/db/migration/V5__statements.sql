-- Up to where a tenant's statements reach, and how many there are. Who counts for the tenant shares its row, who closes a statement
-- has it alone: so each event is counted before a close or after it.
alter table usage_tenant add column closed_until timestamptz;
alter table usage_tenant add column statements bigint not null default 0;

-- Of what came when the statement of its time was closed already, how many statements there were then: the next one tells of it as an
-- adjustment. 0 of all else.
alter table usage_minute add column late bigint not null default 0;
alter table usage_minute drop constraint usage_minute_pkey;
alter table usage_minute add primary key (minute, meter, tenant_id, currency, groups, late);
create index usage_minute_late on usage_minute (tenant_id, late) where late > 0;
alter table usage_subject add column late bigint not null default 0;
create index usage_subject_late on usage_subject (tenant_id, late) where late > 0;

-- The books of each tenant: the period that is open, and the last statement. Who closes it, or hears of it, has its row.
create table statement_account (
    tenant_id  uuid        primary key,
    anchor     int         not null,  -- the day of the month on which periods begin
    opens      timestamptz not null,  -- where the open period begins
    ends       timestamptz not null,
    time_zone  text        not null,  -- by whose midnight it ends
    statements bigint      not null default 0,
    last_hash  text        not null default '',
    look_at    timestamptz  -- when it is to be closed; null when the tenant is erased, and nothing follows
);
create index statement_account_look on statement_account (look_at) where look_at is not null;

-- Each state of a tenant and of what it is entitled to, as it was heard. None is changed.
create table statement_heard (
    tenant_id uuid        not null,
    kind      text        not null,  -- TENANT, ENTITLEMENTS
    version   bigint      not null,
    at        timestamptz not null,  -- when its owner decided it
    since     timestamptz not null,  -- from when it counts: not before the period that was open when it was heard
    document  jsonb       not null,
    primary key (tenant_id, kind, version)
);

-- What each published version of a plan or an add-on costs, which never changes.
create table statement_price (
    plan     text        not null,
    version  int         not null,
    price    jsonb,                -- null of one that costs nothing
    heard_at timestamptz not null,
    primary key (plan, version)
);

-- Statements, for ever: none is changed or deleted, whatever becomes of the tenant.
create table statement (
    tenant_id uuid        not null,
    number    bigint      not null,  -- from 1 without gaps
    starts    timestamptz not null,
    ends      timestamptz not null,
    month     text        not null,  -- in which it begins, by its own time zone
    hash      text        not null,
    document  jsonb       not null,
    primary key (tenant_id, number)
);
create index statement_month on statement (month, tenant_id, number);
