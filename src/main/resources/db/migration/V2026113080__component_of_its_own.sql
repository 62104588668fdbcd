-- Which revision's content a component's file repeats: the same files in it, but other bytes and so a number of its own.
alter table resource_revision add column copy_of int;
alter table resource_revision add constraint resource_revision_copies_an_earlier_one check (copy_of < revision);
alter table resource_revision add foreign key (snap_id, name, copy_of) references resource_revision (snap_id, name, revision);

-- A revision of a component that several revisions of its snap had in common was replaced by one of its own for this one.
-- What was signed before stays true, and in the table of pairs: devices may have it.
create table resource_pair_renewal (
    snap_id            text        not null,
    snap_revision      int         not null,
    name               text        not null,
    resource_revision  int         not null,
    created_at         timestamptz not null,
    primary key (snap_id, snap_revision, name),
    foreign key (snap_id, snap_revision, name) references resource_pair (snap_id, snap_revision, name),
    foreign key (snap_id, name, resource_revision) references resource_revision (snap_id, name, revision)
);
create trigger resource_pair_renewal_append_only before update or delete on resource_pair_renewal for each row execute function refuse_change();

-- What devices are offered: which revision of a component goes with which revision of the snap now.
create view resource_offer as
    select p.snap_id, p.snap_revision, p.name, coalesce(n.resource_revision, p.resource_revision) as resource_revision
    from resource_pair p
    left join resource_pair_renewal n
        on n.snap_id = p.snap_id and n.snap_revision = p.snap_revision and n.name = p.name;

-- Devices remove a component's file together with any revision of the snap that has it, so no two may have it in common.
create function keep_component_apart() returns trigger language plpgsql as $$
begin
    perform 1 from snap_resource where snap_id = new.snap_id and name = new.name for update;
    if exists (select 1 from resource_pair where snap_id = new.snap_id and name = new.name and resource_revision = new.resource_revision)
        or exists (select 1 from resource_pair_renewal where snap_id = new.snap_id and name = new.name and resource_revision = new.resource_revision) then
        raise exception 'component % of snap %: revision % goes with another revision of the snap already',
            new.name, new.snap_id, new.resource_revision;
    end if;
    return new;
end $$;
create trigger resource_pair_apart before insert on resource_pair for each row execute function keep_component_apart();
create trigger resource_pair_renewal_apart before insert on resource_pair_renewal for each row execute function keep_component_apart();
