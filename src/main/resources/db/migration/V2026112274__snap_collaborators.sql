-- People who work on one snap without being its publisher's.
create table snap_collaborator (
    snap_id    text        not null references snap,
    person_id  uuid        not null references person,
    added_by   uuid        not null references person,
    added_at   timestamptz not null,
    primary key (snap_id, person_id)
);
create index snap_collaborator_person on snap_collaborator (person_id);

create table collaborator_invite (
    id           uuid        primary key,
    snap_id      text        not null references snap,
    email        text        not null check (email = lower(email)),
    token_hash   bytea       not null unique,
    invited_by   uuid        not null references person,
    created_at   timestamptz not null,
    expires_at   timestamptz not null,
    state        text        not null check (state in ('open', 'accepted', 'rejected', 'revoked')),
    settled_at   timestamptz
);
create unique index collaborator_invite_once on collaborator_invite (snap_id, email) where state = 'open';
