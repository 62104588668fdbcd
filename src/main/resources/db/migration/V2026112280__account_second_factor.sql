-- The second factor of people who have one. Until it is confirmed, nothing asks for it.
alter table person drop column totp_sealed;

create table second_factor (
    person_id     uuid        primary key references person,
    sealed        bytea       not null,
    created_at    timestamptz not null,
    confirmed_at  timestamptz,
    last_step     bigint      not null default -1     -- the newest time step of which a code was used; no older one works
);

create table recovery_code (
    person_id  uuid        not null references person,
    code_hash  bytea       not null,
    used_at    timestamptz,
    primary key (person_id, code_hash)
);
