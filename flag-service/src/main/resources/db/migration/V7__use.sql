-- How far each instance of a tenant service was heard: what it sends again counts once. Numbers begin anew with each run.
create table measures_heard (
    service    text        not null,
    instance   text        not null,
    started_at timestamptz not null,  -- of the run
    number     bigint      not null,
    heard_at   timestamptz not null,
    primary key (service, instance)
);
create index measures_heard_at on measures_heard (heard_at);

-- How often each flag was asked for: by the hour, and after some days by the day (UTC).
create table flag_use (
    since    timestamptz not null,  -- when the hour or the day began
    service  text        not null,  -- a tenant service's key, or the name of an SDK key
    source   text        not null,  -- SDK or OFREP
    flag     text        not null,  -- a key as it was asked for: there may be no such flag
    outcome  text        not null,
    variant  text        not null,  -- empty: the caller's own default
    count    bigint      not null,
    first_at timestamptz not null,
    last_at  timestamptz not null,
    primary key (since, service, source, flag, outcome, variant)
);
create index flag_use_flag on flag_use (flag, since);
create index flag_use_service on flag_use (service, source, since);

-- When each flag was asked for first and last, and what was served. Stays beyond what is counted, for as long as there is such
-- a flag.
create table flag_seen (
    flag     text        not null,
    variant  text        not null,  -- empty: the caller's own default
    first_at timestamptz not null,
    last_at  timestamptz not null,
    primary key (flag, variant)
);
create index flag_seen_last on flag_seen (last_at);

-- Who was handed all flags, or a set of them, and evaluates by itself: what it asks for nobody sees.
create table flag_handed_over (
    name     text        not null,  -- of the SDK key
    road     text        not null,  -- SYNC, or OFREP for all flags at once
    chosen   text        not null,  -- the selector; empty: all
    day      date        not null,
    count    bigint      not null,
    first_at timestamptz not null,
    last_at  timestamptz not null,
    primary key (day, name, road, chosen)
);

-- What tenant services answered their callers, minute by minute, all instances together.
create table service_minute (
    service  text        not null,
    minute   timestamptz not null,
    requests bigint      not null,
    errors   bigint      not null,
    latency  bigint[]    not null,  -- counts by the bounds of io.centercontrol.kernel.Latency
    primary key (service, minute)
);
create index service_minute_minute on service_minute (minute);
