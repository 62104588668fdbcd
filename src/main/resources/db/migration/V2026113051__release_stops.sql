-- Revisions that a channel offers to no further device, until two people let it go on.
create table channel_stop (
    snap_id     text        not null,
    track       text        not null,
    risk        text        not null check (risk in ('stable', 'candidate', 'beta', 'edge')),
    branch      text        not null default '',
    revision    int         not null,
    stopped_at  timestamptz not null,
    stopped_by  uuid        references person,
    reason      text        not null check (reason <> ''),
    primary key (snap_id, track, risk, branch, revision),
    foreign key (snap_id, revision) references snap_revision (snap_id, revision)
);

-- A share that ended leaves a row with 0.
alter table channel_history drop constraint channel_history_percentage_check;
alter table channel_history add constraint channel_history_percentage_check check (percentage between 0 and 99);
