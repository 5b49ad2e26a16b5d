-- Which services a tenant goes to is decided by what is known of it here.

-- What of its own decides it: a local view, fed by cc.tenants.v1 beside tenant. A group of another name reads that topic once
-- more from the beginning, so that those are in it too that were heard before there was this table.
create table tenant_own (
    id      uuid    primary key,
    version bigint  not null,
    kind    text    not null,
    region  text    not null,
    labels  jsonb   not null,
    gone    boolean not null default false
);

-- What each tenant is entitled to: a local view, fed by cc.entitlements.v1.
create table tenant_entitled (
    id       uuid    primary key,
    version  bigint  not null,
    plan     text    not null,
    features text[]  not null,   -- the switches that are on
    gone     boolean not null default false
);

-- Until now every service served every tenant, but for those that are retired: they keep what they have.
update provisioning set document = jsonb_set(document, '{services}', coalesce((
    select jsonb_agg(s || jsonb_build_object(
        'stay', case when s ->> 'reason' = 'Retired' then 'KEPT' else 'IN_SERVICE' end, 'past', 0) order by n)
    from jsonb_array_elements(document -> 'services') with ordinality as e (s, n)), '[]'));
