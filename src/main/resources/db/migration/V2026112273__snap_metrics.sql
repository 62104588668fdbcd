-- How many devices had what on each day, as far as they told within the month before.
create table installed_base (
    day       date  not null,
    snap_id   text  not null,
    brand_id  text  not null,
    model     text  not null,
    revision  int   not null,
    channel   text  not null,
    devices   int   not null check (devices > 0),
    primary key (snap_id, day, brand_id, model, revision, channel)
);

-- From when to when a device had a snap; until is the first day without it.
create table snap_installation (
    snap_id   text  not null,
    brand_id  text  not null,
    model     text  not null,
    serial    text  not null,
    since     date  not null,
    until     date  check (until >= since),
    primary key (snap_id, brand_id, model, serial, since)
);
create index snap_installation_open on snap_installation (brand_id, model, serial, snap_id) where until is null;
