-- Every table has the tenant in its key, and every reference carries it along: no row can point at another tenant's.

create table shop (
    tenant_id      uuid primary key,
    slug           text        not null,
    name           text        not null,
    locale         text        not null,
    currency       text        not null,
    tenant_version bigint      not null,
    created_at     timestamptz not null default now(),
    updated_at     timestamptz not null default now()
);

create table product (
    tenant_id   uuid   not null references shop,
    sku         text   not null,
    name        text   not null,
    price_minor bigint not null check (price_minor >= 0),
    primary key (tenant_id, sku)
);

create table customer (
    tenant_id     uuid        not null references shop,
    id            uuid        not null,
    email         text        not null,
    password_hash text        not null,
    created_at    timestamptz not null default now(),
    primary key (tenant_id, id),
    unique (tenant_id, email)
);

create table customer_order (
    tenant_id   uuid        not null,
    id          uuid        not null,
    customer_id uuid        not null,
    currency    text        not null,
    total_minor bigint      not null check (total_minor >= 0),
    placed_at   timestamptz not null,
    primary key (tenant_id, id),
    foreign key (tenant_id, customer_id) references customer
);

create index customer_order_of_customer on customer_order (tenant_id, customer_id, placed_at);

create table order_line (
    tenant_id   uuid   not null,
    order_id    uuid   not null,
    number      int    not null,
    sku         text   not null,
    name        text   not null,
    price_minor bigint not null,
    quantity    int    not null check (quantity > 0),
    primary key (tenant_id, order_id, number),
    foreign key (tenant_id, order_id) references customer_order
);

-- One key for all instances, so that each accepts the others' log-in tokens.
create table session_key (
    only_one   boolean primary key default true check (only_one),
    secret     text        not null,
    created_at timestamptz not null default now()
);
