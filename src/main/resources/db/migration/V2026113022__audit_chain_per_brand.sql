-- The log of changes, with a chain of hashes for each brand and one for the server: who writes for one brand waits for
-- nobody of another. The chain before (audit_record) stays as it is; what comes after it has larger ids.
create table audit_entry (
    id             bigint      generated always as identity primary key, -- the order in which they are shown; has gaps
    chain          text        not null,              -- the brand, or empty
    number         bigint      not null check (number >= 1), -- gap-free within its chain: part of what the chain proves
    at             timestamptz not null,
    actor          text        not null,
    action         text        not null,
    subject        text        not null,
    brand_id       text,
    before         text        not null,              -- canonical JSON, as hashed
    after          text        not null,
    why            text        not null,
    previous_hash  bytea       not null,
    hash           bytea       not null unique,
    unique (chain, number),
    check (chain = coalesce(brand_id, ''))
);
create index audit_entry_brand on audit_entry (brand_id, id desc);
create trigger audit_entry_append_only before update or delete on audit_entry for each row execute function refuse_change();
create trigger audit_entry_not_emptied before truncate on audit_entry for each statement execute function refuse_change();

-- A program of the version before may go on to add to the old chain until it is replaced.
do $$
declare
    last bigint := (select coalesce(max(id), 0) from audit_record);
begin
    if last > 0 then
        perform setval(pg_get_serial_sequence('audit_entry', 'id'), last + 1000000);
    end if;
end $$;
