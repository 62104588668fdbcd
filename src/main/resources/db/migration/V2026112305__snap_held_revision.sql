-- Files that a rule held back have the number of the revision that they will be, so that developers see what waits. Whatever
-- comes of it, the number is theirs: a rejected one is never given to another file.
create table held_revision (
    snap_id        text        not null references snap,
    revision       int         not null check (revision >= 1),
    submission_id  uuid        not null unique references submission,
    sha3_384       text        not null check (length(sha3_384) = 96),
    size           bigint      not null check (size > 0),
    version        text        not null,
    architectures  text[]      not null check (cardinality(architectures) > 0),
    base           text,
    epoch          text        not null,
    confinement    text        not null check (confinement in ('strict', 'classic', 'devmode')),
    grade          text        not null check (grade in ('stable', 'devel')),
    created_at     timestamptz not null,
    primary key (snap_id, revision)
);
create trigger held_revision_append_only before update or delete on held_revision for each row execute function refuse_change();
