-- An address is proven unless the account was made through a link that somebody else has seen.
alter table person add column email_proven boolean not null default true;

-- A store asks somebody in. The link works once; only its hash is kept.
create table invitation (
    id            uuid        primary key,
    store_id      text        not null references store,
    account_id    text        not null references account,   -- whose publisher somebody new becomes
    email         text        not null check (email = lower(email)),
    display_name  text        not null,
    roles         text[]      not null check (cardinality(roles) > 0),
    token_hash    bytea       not null unique,
    mailed        boolean     not null,               -- then only who reads the address's mail knows the link
    invited_by    uuid        not null references person,
    created_at    timestamptz not null,
    expires_at    timestamptz not null,
    accepted_at   timestamptz,
    accepted_by   uuid        references person,
    withdrawn_at  timestamptz,
    check ((accepted_at is null) = (accepted_by is null))
);
create index invitation_store on invitation (store_id, created_at);
create index invitation_email on invitation (email) where accepted_at is null and withdrawn_at is null;
