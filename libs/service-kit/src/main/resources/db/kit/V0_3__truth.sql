-- Saying again what is true: operations under way and ended, digests as they were last published, repairs.
create table republish (
    id           uuid primary key,
    scope        text        not null check (scope in ('ONE', 'BUCKET', 'ALL')),
    aggregate_id text,
    bucket       int,
    topics       text        not null,  -- names from the contract, with commas between
    reason       text        not null,
    actor_id     text        not null,
    actor_name   text,
    state        text        not null default 'RUNNING' check (state in ('RUNNING', 'DONE')),
    total        bigint      not null,
    done         bigint      not null default 0,
    failed       bigint      not null default 0,
    last_failure text,
    at_topic     int         not null default 0,   -- where it goes on: which of the topics,
    after_id     text        not null default '',  -- and behind which aggregate
    started_at   timestamptz not null,
    updated_at   timestamptz not null,
    ended_at     timestamptz
);
create index republish_running on republish (started_at) where state = 'RUNNING';

create table digest_published (
    topic           text        not null,
    bucket          int         not null,
    count           bigint      not null,
    hash            bigint      not null,
    highest_version bigint      not null,
    published_at    timestamptz not null,
    primary key (topic, bucket)
);

create table bucket_repair (
    topic       text        not null,
    bucket      int         not null,
    repaired_at timestamptz not null,
    primary key (topic, bucket)
);
