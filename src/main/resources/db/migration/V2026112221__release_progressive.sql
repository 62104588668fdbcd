-- A channel may be on its way to a revision: a share of the devices that follow it is offered this one already, the
-- others what the channel points to.
create table channel_phase (
    snap_id       text        not null,
    architecture  text        not null,
    track         text        not null,
    risk          text        not null check (risk in ('stable', 'candidate', 'beta', 'edge')),
    revision      int         not null,
    percentage    int         not null check (percentage between 1 and 99),
    paused        boolean     not null,
    seed          bytea       not null check (length(seed) = 32), -- decides which devices; kept while the share grows
    changed_at    timestamptz not null,
    primary key (snap_id, architecture, track, risk),
    foreign key (snap_id, revision) references snap_revision (snap_id, revision),
    foreign key (snap_id, track) references track (snap_id, name)
);

-- The share of the devices, where it was not all of them.
alter table channel_history add column percentage int check (percentage between 1 and 99);
alter table release_request add column percentage int not null default 100 check (percentage between 1 and 100);
alter table release_request add column paused boolean not null default false;
