-- Points that customers collect with their orders, where the shop's plan has loyalty. Their sum is the customer's account.
create table loyalty_entry (
    tenant_id    uuid        not null,
    order_id     uuid        not null,
    customer_id  uuid        not null,
    points       bigint      not null check (points > 0),
    collected_at timestamptz not null,
    primary key (tenant_id, order_id),
    foreign key (tenant_id, order_id) references customer_order,
    foreign key (tenant_id, customer_id) references customer
);

create index loyalty_entry_of_customer on loyalty_entry (tenant_id, customer_id, collected_at);
