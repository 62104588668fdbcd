-- Snaps, their names and their revisions are for ever: a number, an id or a name never comes to mean something else.
create function keep_snap() returns trigger language plpgsql as $$
begin
    if new.id <> old.id or new.name <> old.name or new.brand_id <> old.brand_id then
        raise exception 'snap %: id, name and brand are for ever', old.id;
    end if;
    if new.last_revision < old.last_revision then
        raise exception 'snap %: revision numbers are never handed out twice', old.id;
    end if;
    return new;
end $$;
create trigger snap_is_kept before update on snap for each row execute function keep_snap();
create trigger snap_not_deleted before delete on snap for each row execute function refuse_change();

create function keep_snap_revision() returns trigger language plpgsql as $$
begin
    if new.snap_id <> old.snap_id or new.revision <> old.revision or new.sha3_384 <> old.sha3_384
        or new.size <> old.size or new.provenance <> old.provenance or new.snap_yaml <> old.snap_yaml then
        raise exception 'snap % revision %: what a revision is never changes', old.snap_id, old.revision;
    end if;
    if old.withdrawn_at is not null and new.withdrawn_at is distinct from old.withdrawn_at then
        raise exception 'snap % revision %: what was withdrawn stays so', old.snap_id, old.revision;
    end if;
    return new;
end $$;
create trigger snap_revision_is_kept before update on snap_revision for each row execute function keep_snap_revision();
create trigger snap_revision_not_deleted before delete on snap_revision for each row execute function refuse_change();

create function keep_snap_resource() returns trigger language plpgsql as $$
begin
    if new.snap_id <> old.snap_id or new.name <> old.name or new.last_revision < old.last_revision then
        raise exception 'component % of snap %: numbers are never handed out twice', old.name, old.snap_id;
    end if;
    return new;
end $$;
create trigger snap_resource_is_kept before update on snap_resource for each row execute function keep_snap_resource();
create trigger snap_resource_not_deleted before delete on snap_resource for each row execute function refuse_change();

create trigger submission_not_deleted before delete on submission for each row execute function refuse_change();
create trigger submission_component_append_only before update or delete on submission_component for each row execute function refuse_change();
