alter table customer_order
    add column payment text not null default 'INVOICE',
    add column express boolean not null default false;
