-- Components of snaps. Numbers count per snap and component, are handed out under the row below and never reused.
create table snap_resource (
    snap_id        text not null references snap,
    name           text not null,
    last_revision  int  not null check (last_revision >= 1),
    primary key (snap_id, name)
);

create table resource_revision (
    snap_id      text        not null,
    name         text        not null,
    revision     int         not null check (revision >= 1),
    sha3_384     text        not null check (length(sha3_384) = 96),
    size         bigint      not null check (size > 0),
    type         text        not null check (type in ('standard', 'kernel-modules', 'test')),
    version      text        not null,
    provenance   text        not null,
    uploaded_by  uuid        not null references person,
    created_at   timestamptz not null,
    primary key (snap_id, name, revision),
    unique (snap_id, name, sha3_384),
    foreign key (snap_id, name) references snap_resource (snap_id, name)
);

-- Which revision of a component goes with which revision of the snap: at most one of each component.
create table resource_pair (
    snap_id            text        not null,
    snap_revision      int         not null,
    name               text        not null,
    resource_revision  int         not null,
    created_at         timestamptz not null,
    primary key (snap_id, snap_revision, name),
    foreign key (snap_id, snap_revision) references snap_revision (snap_id, revision),
    foreign key (snap_id, name, resource_revision) references resource_revision (snap_id, name, revision)
);

create trigger resource_revision_append_only before update or delete on resource_revision for each row execute function refuse_change();
create trigger resource_pair_append_only before update or delete on resource_pair for each row execute function refuse_change();
