-- Who did it and words are looked for in sealed_part alone: what else is asked most often stands there too.
alter table sealed_part add column happened_at timestamptz;
update sealed_part s set happened_at = e.happened_at from entry e where e.index = s.index;
alter table sealed_part alter column happened_at set not null;

-- What the months hold, so that a search looks at as few as it needs, one by one. A question to all of them is planned for longer than
-- it takes: ten years have 1,320 partitions.
create table trail_month (
    month       date        primary key,  -- its first day
    first_index bigint      not null,
    last_index  bigint      not null,
    earliest    timestamptz not null,     -- that any of its entries happened
    latest      timestamptz not null
);
insert into trail_month (month, first_index, last_index, earliest, latest)
select cast(date_trunc('month', timezone('UTC', recorded_at)) as date), min(index), max(index), min(happened_at), max(happened_at)
from entry group by 1;
