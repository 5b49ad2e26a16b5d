-- What the plan service told of each plan and add-on; news that are older than what is here change nothing.
create table known_plan (
    key       text primary key,
    version   bigint  not null,
    name      text    not null,
    kind      text    not null,
    published boolean not null,
    only_for  uuid,
    gone      boolean not null
);

-- Few are on offer, though there may be a custom package for every tenant.
create index known_plan_on_offer on known_plan (key)
    where kind = 'PLAN' and published and only_for is null and not gone;
