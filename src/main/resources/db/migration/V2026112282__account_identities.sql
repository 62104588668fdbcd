-- Whom an identity provider knows by which name. One person has one name at each provider, and keeps it.
create table person_identity (
    issuer     text        not null,
    subject    text        not null,
    person_id  uuid        not null references person,
    bound_at   timestamptz not null,
    primary key (issuer, subject),
    unique (issuer, person_id)
);

-- Sign-ins through a provider that have begun; each row is taken away by the answer, so that none counts twice.
create table oidc_attempt (
    state_hash  bytea       primary key,
    next        text        not null,
    expires_at  timestamptz not null
);
create index oidc_attempt_expiry on oidc_attempt (expires_at);
