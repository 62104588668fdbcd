-- Which names the snaps of a brand may have: what they must begin with, and what nobody may take.
create table name_rule (
    brand_id  text  not null references account,
    kind      text  not null check (kind in ('prefix', 'reserved')),
    value     text  not null check (value <> ''),
    primary key (brand_id, kind, value)
);

-- How many names a publisher took lately.
create index snap_publisher on snap (publisher_id, created_at);
