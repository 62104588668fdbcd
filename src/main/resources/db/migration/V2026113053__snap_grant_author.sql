-- Who granted what a snap's declaration grants now: to their own uploads it gives nothing.
create table snap_grant (
    snap_id    text        primary key references snap,
    granted_by uuid        not null references person,
    granted_at timestamptz not null
);
