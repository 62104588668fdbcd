-- When a device that is about last ran the source while a channel offered the target; long after that the delta goes.
alter table snap_delta add column needed_at timestamptz not null default now();
create index snap_delta_needed on snap_delta (needed_at);

-- Files of deltas that are not offered any more. They stay for a while, for those who are downloading them.
create table delta_leftover (
    sha3_384  text        primary key check (length(sha3_384) = 96),
    since     timestamptz not null
);
