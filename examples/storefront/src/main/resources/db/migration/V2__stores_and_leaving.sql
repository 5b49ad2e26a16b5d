-- Branches of a shop, in the merchant's words. How many there may be is the platform's to say.
create table store (
    tenant_id uuid        not null references shop,
    id        uuid        not null,
    name      text        not null,
    opened_at timestamptz not null,
    primary key (tenant_id, id),
    unique (tenant_id, name)
);

-- What was answered to a customer's Idempotency-Key: the order that it made, and a hash of the body that asked for it.
create table order_key (
    tenant_id   uuid        not null,
    customer_id uuid        not null,
    key         text        not null,
    body_sha256 bytea       not null,
    order_id    uuid        not null,
    created_at  timestamptz not null default now(),
    primary key (tenant_id, customer_id, key),
    foreign key (tenant_id, customer_id) references customer,
    foreign key (tenant_id, order_id) references customer_order deferrable initially deferred
);

-- What stays of an erased shop, since tax law asks for it: amounts and dates, nobody's name, and not what was bought.
create table kept_order (
    tenant_id   uuid        not null,
    order_id    uuid        not null,
    currency    text        not null,
    total_minor bigint      not null,
    placed_at   timestamptz not null,
    keep_until  timestamptz not null,
    primary key (tenant_id, order_id)
);

create index kept_order_until on kept_order (keep_until);
