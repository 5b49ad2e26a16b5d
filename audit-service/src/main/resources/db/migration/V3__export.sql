-- Exports of the trail: what was asked for, how far it is, and who writes it. The files lie beside the database.
create table trail_export (
    id           uuid        primary key,
    format       text        not null,
    query        jsonb       not null,            -- the filter as it was given, by name
    filter       jsonb       not null,            -- the filter as it is understood
    delivery     jsonb,                           -- where else it is put when it is whole
    first_index  bigint      not null,            -- where in the log it begins
    below_index  bigint      not null,            -- the size of the log when it was asked for: where it ends
    state        text        not null,
    next_index   bigint      not null,            -- all before it is looked at
    entries      bigint      not null,
    bytes        bigint      not null,
    sha256       text,
    file         text,                            -- what is written so far, or whole
    error        text,
    problem      text,
    asked_by     text        not null,
    reason       text        not null,
    asked_at     timestamptz not null,
    started_at   timestamptz,
    ended_at     timestamptz,
    kept_until   timestamptz,
    failures     int         not null default 0,  -- in a row
    due_at       timestamptz,                     -- null when nothing is left to do
    lease        uuid,                            -- who writes; a lease that is not there any more writes nothing
    leased_until timestamptz
);
create index trail_export_due on trail_export (greatest(due_at, leased_until)) where due_at is not null;
create index trail_export_state on trail_export (state, id);
create index trail_export_kept on trail_export (kept_until) where kept_until is not null;

-- Exports that are made each night, of what was recorded since the last one.
create table export_schedule (
    id         uuid        primary key,
    name       text        not null unique,
    format     text        not null,
    query      jsonb       not null,
    filter     jsonb       not null,
    hour       int         not null,      -- in UTC
    target     text        not null,
    path       text        not null,
    next_index bigint      not null,      -- where the next export begins
    next_at    timestamptz not null,
    created_by text        not null,
    reason     text        not null,
    created_at timestamptz not null
);
create index export_schedule_next on export_schedule (next_at);

-- Streams to a SIEM: where each goes and how far its receiver is.
create table siem_stream (
    id            uuid        primary key,
    name          text        not null unique,
    kind          text        not null,
    url           text,
    host          text,
    port          int,
    certificates  text,
    format        text        not null,
    query         jsonb       not null,
    filter        jsonb       not null,
    paused        boolean     not null,
    acknowledged  bigint      not null,            -- the index up to which nothing is sent again
    previous      bigint,                          -- what acknowledged was before the last batch; null when that is not known
    sending_to    bigint,                          -- where a batch ends that was begun: it is sent again as it was
    sent          bigint      not null,
    failures      int         not null,            -- in a row
    failing_since timestamptz,
    problem       text,
    sent_at       timestamptz,
    retry_at      timestamptz,
    created_by    text        not null,
    created_at    timestamptz not null,
    updated_at    timestamptz not null,
    version       bigint      not null,
    lease         uuid,                            -- who sends; a lease that is not there any more moves no cursor
    leased_until  timestamptz
);

create table siem_stream_secret (
    id         uuid        primary key,
    stream_id  uuid        not null references siem_stream on delete cascade,
    sealed     bytea       not null,
    made_at    timestamptz not null,
    expires_at timestamptz                         -- null for the newest
);
create index siem_stream_secret_of on siem_stream_secret (stream_id, made_at);
