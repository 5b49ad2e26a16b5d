-- Usage that this service writes in its own transactions, until it is shipped. To be copied into the service's own migrations
-- (PostgreSQL 12 or later). What the checks refuse, the platform would not take.
create table cc_usage_outbox (
    place       bigint      primary key generated always as identity,
    id          text        not null check (length(id) between 1 and 200),     -- unique in the service and meter
    meter       text        not null check (length(meter) between 1 and 200),  -- the meter's key
    tenant_id   uuid        not null,
    amount      bigint      not null default 1,
    happened_at timestamptz not null default now(),
    properties  jsonb       not null default '{}' check (
        jsonb_typeof(properties) = 'object'
        and jsonb_array_length(jsonb_path_query_array(properties, '$.keyvalue()')) <= 20
        and not jsonb_path_exists(properties, '$.* ? (@.type() != "string")')
        and not jsonb_path_exists(properties, '$.* ? (@ like_regex "^.{201}" flag "s")')
        and not jsonb_path_exists(properties, '$.keyvalue() ? (@.key like_regex "^.{201}" flag "s" || @.key == "")')),
    run         uuid,        -- who ships it; null until somebody does
    number      bigint,
    taken_at    timestamptz
);
create index cc_usage_outbox_waiting on cc_usage_outbox (place) where run is null;

-- Who ships: the numbers of each run have no gaps.
create table cc_usage_run (
    run      uuid        primary key,
    producer text        not null,
    epoch    bigint      not null,
    next     bigint      not null,  -- the first number that is not given
    used_at  timestamptz not null,
    unique (producer, epoch)
);
