-- A row of the outbox is for the log alone. Removed by the database, it costs its writer no second statement and cannot be
-- forgotten.
create function leave_outbox() returns trigger language plpgsql as $$
begin
    delete from outbox where id = new.id;
    return null;
end
$$;
create trigger leave_outbox after insert on outbox for each row execute function leave_outbox();
