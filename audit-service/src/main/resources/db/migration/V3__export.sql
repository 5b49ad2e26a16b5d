-- Exports of the trail: what was asked for, how far it is, and who writes it. The files lie beside the database.
create table trail_export (
    id           uuid        primary key,
    format       text        not null,
    query        jsonb       not null,            -- the filter as it was given, by name
    filter       jsonb       not null,            -- the filter as it is understood
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
