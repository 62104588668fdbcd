-- What people read and see of a snap besides its texts.
create table snap_listing (
    snap_id     text        primary key references snap,
    links       jsonb       not null default '{}',    -- kind to addresses, such as {"contact": ["mailto:a@b.example"]}
    edited      text[]      not null default '{}',    -- fields that a person set elsewhere than with the publisher tool
    updated_at  timestamptz not null
);

-- The digest of the icon stands in snap.icon_sha3_384 too, where the devices' catalog reads it.
create table snap_media (
    snap_id   text  not null references snap,
    position  int   not null,
    type      text  not null check (type in ('icon', 'screenshot', 'banner')),
    sha256    text  not null check (length(sha256) = 64),
    sha3_384  text  not null check (length(sha3_384) = 96),
    size      int   not null check (size > 0),
    width     int,
    height    int,
    filename  text  not null,
    primary key (snap_id, position)
);
