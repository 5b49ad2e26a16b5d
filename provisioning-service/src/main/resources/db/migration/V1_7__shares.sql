-- How the instances of each tenant service part the rate limits among them, as it was told last.
create table shares (
  service text primary key,
  version bigint not null default 0,
  instances text[] not null default '{}',
  uneven jsonb not null default '[]'
);
