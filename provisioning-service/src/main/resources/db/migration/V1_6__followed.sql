-- The topics of which an instance's newest position tells; empty until it tells of any.
alter table instance add column topics text[] not null default '{}';
