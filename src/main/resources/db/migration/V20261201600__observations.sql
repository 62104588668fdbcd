-- What devices asked, were offered, fetched and reported.

-- The question that a device asked last, so that "why" answers what it asked.
create table device_question (
    brand_id      text        not null,
    model         text        not null,
    serial        text        not null,
    asked_at      timestamptz not null,
    architecture  text        not null,
    redirects     boolean     not null, -- understands redirect-channel
    scheduled     boolean     not null, -- nobody waited for the answer
    deltas        boolean     not null, -- can apply them
    question      text        not null, -- the body of the request
    primary key (brand_id, model, serial),
    foreign key (brand_id, model, serial) references device (brand_id, model, serial)
);

create sequence observation_id;

-- Of one day each (UTC); the tables are made and dropped by the store.
create table observation (
    id            bigint      not null default nextval('observation_id'),
    at            timestamptz not null,
    brand_id      text        not null,
    model         text        not null,
    serial        text        not null,
    kind          text        not null check (kind in ('offered', 'fetched', 'reported')),
    instance_key  text        not null,
    snap_id       text        not null,
    revision      int         not null check (revision >= 0), -- 0 when the snap is gone
    was           int         not null check (was >= 0),      -- 0 for none
    channel       text,                                       -- of an offer
    note          text,                                       -- reason of an offer; when a device says its revision came
    primary key (id, at)
) partition by range (at);
create index observation_device on observation (brand_id, model, serial, id);
create index observation_snap on observation (snap_id, revision, kind);
