-- Numbers below the highest that were not heard yet: one that was set aside and is replayed counts, too.
alter table measures_heard add column holes jsonb not null default '[]';

create index flag_seen_first on flag_seen (first_at);

-- How a flag is used, looked at from a moment on: never asked for, not since then, since then with one outcome alone, or in
-- use.
create function flag_use_state(key text, since timestamptz) returns text language sql stable as '
    select case
        when max(last_at) is null then ''NEVER_SEEN''
        when max(last_at) < since then ''UNUSED''
        when count(*) filter (where last_at >= since) = 1
            and min(first_at) filter (where last_at >= since) < since then ''ONE_VARIANT''
        else ''IN_USE''
    end from flag_seen where flag = key';

-- Whether a flag that is to go some day is needed no more by its use. Nothing is said of one that is younger than the moment,
-- nor while nobody has counted for so long.
create function flag_stale_by_use(key text, kind text, created timestamptz, since timestamptz) returns boolean
    language sql stable as '
    select kind = ''RELEASE'' and created < since
        and exists (select 1 from flag_seen where first_at < since)
        and flag_use_state(key, since) <> ''IN_USE''';
