-- Nothing takes away all at once what nobody may take away one by one: each table whose rows are kept from being deleted is
-- kept from being emptied.
do $$
declare
    kept regclass;
begin
    for kept in
        select distinct t.tgrelid::regclass
        from pg_trigger t
        join pg_class c on c.oid = t.tgrelid and c.relnamespace = current_schema()::regnamespace
        where not t.tgisinternal
            and t.tgtype & 11 = 11 -- before each row that is deleted
            and not exists (select 1 from pg_trigger e where e.tgrelid = t.tgrelid and e.tgtype & 32 = 32)
        order by 1
    loop
        execute format(
            'create trigger %I before truncate on %s for each statement execute function refuse_change()',
            kept || '_not_emptied', kept);
    end loop;
end $$;
