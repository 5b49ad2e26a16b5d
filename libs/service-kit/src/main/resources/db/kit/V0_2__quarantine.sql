-- What becomes of a record that was set aside. The record stays, whatever was decided.
alter table quarantine
    add column record_timestamp bigint,  -- milliseconds, as the broker gave it
    add column state text not null default 'SET_ASIDE' check (state in ('SET_ASIDE', 'APPLIED', 'DROPPED')),
    add column attempts int not null default 1,
    add column last_attempt_at timestamptz not null default now();
create index quarantine_state on quarantine (state, id);

-- Who did what with it, when and why. Rows are only added.
create table quarantine_action (
    id            bigint generated always as identity primary key,
    quarantine_id bigint      not null references quarantine,
    action        text        not null check (action in ('REPLAY', 'DROP')),
    outcome       text        not null check (outcome in ('APPLIED', 'FAILED', 'DROPPED')),
    reason        text        not null,  -- the person's
    failure       text,                  -- the record's, when it failed again
    actor_id      text        not null,
    actor_name    text,
    at            timestamptz not null
);
create index quarantine_action_record on quarantine_action (quarantine_id, id);
