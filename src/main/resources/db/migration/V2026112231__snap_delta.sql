-- Deltas between two revisions of a snap, from the first wish for one to the file.
create table snap_delta (
    snap_id        text        not null,
    source         int         not null,
    target         int         not null,
    format         text        not null check (format in ('xdelta3')),
    state          text        not null check (state in ('wanted', 'making', 'made', 'useless', 'failed')),
    devices        bigint      not null default 0,     -- how many would have used it when it was wanted
    attempts       int         not null default 0,
    wanted_at      timestamptz not null,
    leased_until   timestamptz,                       -- a maker that died is followed by another after this
    finished_at    timestamptz,
    size           bigint      check (size > 0),
    sha3_384       text        check (length(sha3_384) = 96),
    reason         text        not null default '',
    primary key (snap_id, source, target, format),
    foreign key (snap_id, source) references snap_revision (snap_id, revision),
    foreign key (snap_id, target) references snap_revision (snap_id, revision),
    check (source <> target),
    check ((state = 'made') = (sha3_384 is not null and size is not null))
);
create index snap_delta_open on snap_delta (devices desc, wanted_at) where state in ('wanted', 'making');
