-- Meters as they stand, the archived ones too: the document is the whole. The id is the key. What bucket and fingerprint are, the
-- Digest schema says.
create table meter (
    id          text primary key,
    version     bigint  not null,
    event_id    uuid    not null,
    event_type  text    not null,
    aggregation text    not null,
    grade       text    not null,
    feature     text,
    archived    boolean not null,
    document    jsonb   not null,
    bucket      int generated always as (get_byte(decode(md5(id), 'hex'), 0)) stored,
    fingerprint bigint generated always as
        (('x' || left(md5(id || ':' || version::text), 16))::bit(64)::bigint) stored
);
create index meter_bucket on meter (bucket, id) include (fingerprint, version);

-- Every version there ever was, whole, with what led to it. The changes are json and not jsonb, so that what is sent again
-- is what was sent.
create table meter_history (
    id       text        not null,
    version  bigint      not null,
    event_id uuid        not null unique,
    type     text        not null,
    time     timestamptz not null,
    cause    jsonb       not null,
    changes  json        not null,
    document jsonb       not null,
    primary key (id, version)
);

-- Who makes a meter holds this row, so that they can be counted; and whether the first ones were ever made.
create table meter_list (
    id    text    primary key check (id = 'meters'),
    begun boolean not null
);
insert into meter_list (id, begun) values ('meters', false);
