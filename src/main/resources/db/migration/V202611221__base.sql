-- The store's records. One rule for all tables: natural keys where the field has them, states as checked words,
-- nothing that decides what a device runs is ever deleted.

-- Signed documents ---------------------------------------------------------------------------------------------------

create table assertion (
    id            bigint generated always as identity primary key,
    type          text        not null,
    primary_key   text        not null,               -- the full key, parts joined by '/', which no part may contain
    revision      int         not null check (revision >= 0),
    format        int         not null check (format >= 0),
    sequence_key  text,                               -- the key without its last part, for sequence-forming types
    sequence      int         check (sequence >= 1),
    authority_id  text,
    sign_key_id   text        not null,
    encoded       bytea       not null,               -- the exact bytes that were signed, with the signature
    added_at      timestamptz not null,
    unique (type, primary_key, revision),
    check ((sequence_key is null) = (sequence is null))
);
create index assertion_sequence on assertion (type, sequence_key, sequence desc, revision desc) where sequence_key is not null;
create index assertion_sign_key on assertion (sign_key_id);

create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception '% is append-only', tg_table_name;
end $$;
create trigger assertion_append_only before update or delete on assertion for each row execute function refuse_change();

-- Keys and secrets ---------------------------------------------------------------------------------------------------

create table signing_key (
    key_id      text        primary key check (length(key_id) = 64),
    account_id  text        not null,
    name        text        not null,
    purpose     text        not null check (purpose in ('root', 'store', 'model', 'serial', 'publisher')),
    public_key  text        not null,
    sealed      bytea,                                -- null once the private half has left this server
    created_at  timestamptz not null,
    retired_at  timestamptz,
    unique (account_id, name)
);

create table server_secret (
    name        text        primary key,
    sealed      bytea       not null,
    created_at  timestamptz not null
);

-- Accounts and people ------------------------------------------------------------------------------------------------

create table account (
    id            text        primary key,
    display_name  text        not null check (display_name <> ''),
    username      text        not null unique,
    validation    text        not null check (validation in ('unproven', 'starred', 'verified')),
    created_at    timestamptz not null
);

create table person (
    id             uuid        primary key,
    account_id     text        not null references account,
    email          text        not null unique check (email = lower(email)),
    display_name   text        not null,
    password_hash  text,
    totp_sealed    bytea,
    disabled_at    timestamptz,
    created_at     timestamptz not null,
    version        int         not null default 0
);

create table credential (
    id            uuid        primary key,
    person_id     uuid        not null references person,
    kind          text        not null check (kind in ('console', 'enrolment', 'onprem', 'ubuntu-one', 'token', 'image-builder')),
    secret_hash   bytea       not null unique,
    description   text        not null,
    permissions   text[]      not null,
    snaps         text[],                             -- null: every snap of the person
    channels      text[],                             -- null: every channel
    stores        text[],                             -- null: every store of the person
    created_at    timestamptz not null,
    expires_at    timestamptz,
    last_used_at  timestamptz,
    revoked_at    timestamptz
);
create index credential_person on credential (person_id);

-- Stores and visibility ----------------------------------------------------------------------------------------------

create table store (
    id          text        primary key,
    brand_id    text        not null references account,
    name        text        not null,
    url         text,
    created_at  timestamptz not null,
    unique (id, brand_id)
);

create table membership (
    person_id  uuid not null references person,
    store_id   text not null references store,
    role       text not null check (role in ('admin', 'publisher', 'reviewer', 'release-manager', 'viewer', 'auditor')),
    primary key (person_id, store_id, role)
);

-- Models -------------------------------------------------------------------------------------------------------------

create table model (
    brand_id        text        not null references account,
    name            text        not null,
    store_id        text        references store,
    architecture    text,
    serial_policy   text        not null default 'automatic' check (serial_policy in ('automatic', 'manual', 'closed')),
    api_key_hash    bytea,                            -- null: the serial service asks no key of this model's devices
    created_at      timestamptz not null,
    version         int         not null default 0,
    primary key (brand_id, name)
);

-- Snaps --------------------------------------------------------------------------------------------------------------

create table snap (
    id             text        primary key check (length(id) = 32),
    name           text        not null,
    store_id       text        not null,
    brand_id       text        not null,
    publisher_id   text        not null references account,
    private        boolean     not null default true,
    default_track  text        not null default 'latest',
    title          text        not null default '',
    summary        text        not null default '',
    description    text        not null default '',
    license        text,
    icon_sha3_384  text,
    last_revision  int         not null default 0,    -- numbers are handed out under this row's lock and never reused
    created_at     timestamptz not null,
    version        int         not null default 0,
    foreign key (store_id, brand_id) references store (id, brand_id),
    unique (brand_id, name)                           -- per brand: another brand's names must not show
);

-- Which store of the brand offers which snap; models is null for all models of the store.
create table store_snap (
    store_id  text not null references store,
    snap_id   text not null references snap,
    models    text[],
    primary key (store_id, snap_id)
);

create table upload (
    id           text        primary key check (length(id) >= 32),
    sha3_384     text        not null check (length(sha3_384) = 96),
    size         bigint      not null check (size > 0),
    filename     text        not null,
    received_at  timestamptz not null,
    expires_at   timestamptz not null,
    claimed_at   timestamptz
);
create index upload_unclaimed on upload (expires_at) where claimed_at is null;

create table snap_revision (
    snap_id        text        not null references snap,
    revision       int         not null check (revision >= 1),
    sha3_384       text        not null check (length(sha3_384) = 96),
    size           bigint      not null check (size > 0),
    version        text        not null,
    type           text        not null check (type in ('app', 'gadget', 'kernel', 'os', 'base', 'snapd')),
    architectures  text[]      not null check (cardinality(architectures) > 0),
    base           text,
    epoch          text        not null,              -- canonical JSON {"read":[..],"write":[..]}
    confinement    text        not null check (confinement in ('strict', 'classic', 'devmode')),
    grade          text        not null check (grade in ('stable', 'devel')),
    provenance     text        not null default 'global-upload',
    title          text        not null default '',
    summary        text        not null default '',
    description    text        not null default '',
    snap_yaml      text        not null,              -- meta/snap.yaml verbatim
    plugs          text[]      not null,              -- interface names, sorted
    slots          text[]      not null,
    uploaded_by    uuid        not null references person,
    created_at     timestamptz not null,
    withdrawn_at   timestamptz,
    primary key (snap_id, revision),
    unique (snap_id, sha3_384)
);

create table submission (
    id            uuid        primary key,
    snap_id       text        not null references snap,
    upload_id     text        not null references upload,
    person_id     uuid        not null references person,
    state         text        not null check (state in ('received', 'scanned', 'review', 'ready', 'rejected')),
    channels      text[]      not null,
    errors        jsonb       not null default '[]',
    revision      int,
    created_at    timestamptz not null,
    finished_at   timestamptz,
    version       int         not null default 0,
    check ((state = 'ready') <= (revision is not null)),
    foreign key (snap_id, revision) references snap_revision (snap_id, revision)
);
create index submission_open on submission (created_at) where state in ('received', 'scanned');

-- Releases -----------------------------------------------------------------------------------------------------------

create table track (
    snap_id     text        not null references snap,
    name        text        not null,
    created_at  timestamptz not null,
    primary key (snap_id, name)
);

create table channel_pointer (
    snap_id       text        not null,
    architecture  text        not null,
    track         text        not null,
    risk          text        not null check (risk in ('stable', 'candidate', 'beta', 'edge')),
    branch        text        not null default '',
    revision      int         not null,
    released_at   timestamptz not null,
    expires_at    timestamptz,
    primary key (snap_id, architecture, track, risk, branch),
    foreign key (snap_id, revision) references snap_revision (snap_id, revision),
    foreign key (snap_id, track) references track (snap_id, name)
);

-- Every move of a pointer, for ever; revision is null where the channel was closed.
create table channel_history (
    id            bigint generated always as identity primary key,
    snap_id       text        not null references snap,
    architecture  text        not null,
    track         text        not null,
    risk          text        not null,
    branch        text        not null default '',
    revision      int,
    person_id     uuid        references person,
    at            timestamptz not null
);
create index channel_history_snap on channel_history (snap_id, id desc);
create trigger channel_history_append_only before update or delete on channel_history for each row execute function refuse_change();

create table release_policy (
    store_id   text not null references store,
    risk       text not null check (risk in ('stable', 'candidate', 'beta', 'edge')),
    approvals  int  not null check (approvals between 0 and 9),
    primary key (store_id, risk)
);

create table release_request (
    id                uuid        primary key,
    snap_id           text        not null,
    revision          int         not null,
    track             text        not null,
    risk              text        not null check (risk in ('stable', 'candidate', 'beta', 'edge')),
    branch            text        not null default '',
    state             text        not null check (state in ('waiting', 'scheduled', 'applied', 'rejected', 'superseded')),
    requested_by      uuid        not null references person,
    requested_at      timestamptz not null,
    approvals_needed  int         not null,
    effective_at      timestamptz,
    decided_at        timestamptz,
    reason            text        not null default '',
    version           int         not null default 0,
    foreign key (snap_id, revision) references snap_revision (snap_id, revision)
);
create index release_request_waiting on release_request (requested_at) where state in ('waiting', 'scheduled');
-- The same revision cannot wait twice for the same channel.
create unique index release_request_once on release_request (snap_id, revision, track, risk, branch) where state in ('waiting', 'scheduled');

create table release_decision (
    request_id  uuid        not null references release_request,
    person_id   uuid        not null references person,
    verdict     text        not null check (verdict in ('approved', 'rejected')),
    reason      text        not null,
    at          timestamptz not null,
    primary key (request_id, person_id)
);

-- Devices ------------------------------------------------------------------------------------------------------------

create table device (
    brand_id       text        not null,
    model          text        not null,
    serial         text        not null,
    device_key_id  text        not null check (length(device_key_id) = 64),
    registered_at  timestamptz not null,
    last_seen_at   timestamptz,
    revoked_at     timestamptz,
    primary key (brand_id, model, serial),
    unique (brand_id, model, device_key_id)
);

-- Single use of nonces and request ids; rows go once the token itself is too old.
create table used_token (
    token       text        primary key,
    purpose     text        not null check (purpose in ('nonce', 'request-id')),
    use_digest  bytea,                                -- what it was used for, so that a repeated request gets its answer again
    expires_at  timestamptz not null
);
create index used_token_expiry on used_token (expires_at);

create table serial_request (
    request_id     text        primary key,
    brand_id       text        not null,
    model          text        not null,
    device_key_id  text        not null,
    proposed       text,
    encoded        bytea       not null,
    state          text        not null check (state in ('waiting', 'issued', 'refused')),
    serial         text,
    requested_at   timestamptz not null,
    decided_at     timestamptz,
    version        int         not null default 0
);

create table device_snap (
    brand_id          text        not null,
    model             text        not null,
    serial            text        not null,
    instance_key      text        not null,
    snap_id           text        not null,
    revision          int         not null,
    tracking_channel  text        not null,
    refreshed_at      text,                           -- as the device wrote it; only ever compared for equality
    held_by           text[],
    updated_at        timestamptz not null,
    primary key (brand_id, model, serial, instance_key)
);
create index device_snap_snap on device_snap (snap_id, revision);

-- Audit and events ---------------------------------------------------------------------------------------------------

create table audit_record (
    id             bigint      primary key,           -- gap-free: part of what the chain proves
    at             timestamptz not null,
    actor          text        not null,
    action         text        not null,
    subject        text        not null,
    brand_id       text,
    before         text        not null,              -- canonical JSON, as hashed
    after          text        not null,
    why            text        not null,
    previous_hash  bytea       not null,
    hash           bytea       not null unique
);
create trigger audit_record_append_only before update or delete on audit_record for each row execute function refuse_change();

create table outbox_event (
    id          bigint generated always as identity primary key,
    topic       text        not null,
    key         text        not null,
    created_at  timestamptz not null
);
create function notify_outbox() returns trigger language plpgsql as $$
begin
    perform pg_notify('brandstore_events', new.id || ' ' || new.topic || ' ' || new.key);
    return null;
end $$;
create trigger outbox_event_notify after insert on outbox_event for each row execute function notify_outbox();
