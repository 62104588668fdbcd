-- The serial service: rules of each model, a queue with one entry for each device key, and a log of all that was signed.

-- How devices of a model get serials, beyond model.serial_policy; no row means the defaults.
create table serial_rules (
    brand_id       text        not null,
    model          text        not null,
    duplicates     text        not null default 'same-key' check (duplicates in ('reject', 'same-key', 'new-revision', 'ask')),
    hardware       boolean     not null default false,
    most           int         check (most >= 0),
    rate           int         check (rate >= 1),
    rate_seconds   int         check (rate_seconds >= 1),
    opens_at       timestamptz,
    closes_at      timestamptz,
    remodel_from   text[],                            -- null: devices of every model of the brand may change to this one
    version        int         not null default 0,
    primary key (brand_id, model),
    foreign key (brand_id, model) references model (brand_id, name),
    check ((rate is null) = (rate_seconds is null)),
    check (closes_at > opens_at)
);

alter table serial_request drop constraint serial_request_state_check;
update serial_request set state = 'rejected' where state = 'refused';
delete from serial_request a using serial_request b
    where a.brand_id = b.brand_id and a.model = b.model and a.device_key_id = b.device_key_id
        and (a.requested_at, a.request_id) < (b.requested_at, b.request_id);
alter table serial_request drop constraint serial_request_pkey;
alter table serial_request
    add column id uuid not null default gen_random_uuid() primary key,
    add column duplicate boolean not null default false,   -- another device has the serial that is asked for
    add column reason text not null default '',
    add column decided_by text,
    add constraint serial_request_state_check check (state in ('waiting', 'approved', 'issued', 'rejected')),
    add constraint serial_request_key unique (brand_id, model, device_key_id);
create index serial_request_waiting on serial_request (brand_id, model, requested_at) where state = 'waiting';

-- Proof of hardware: one hardware key has one serial of a model.
alter table device add column hardware_key_id text;
create unique index device_hardware_key on device (brand_id, model, hardware_key_id) where hardware_key_id is not null;

-- Every serial that came into being, for ever.
create table serial_signing (
    id             bigint generated always as identity primary key,
    at             timestamptz not null,
    brand_id       text        not null,
    model          text        not null,
    serial         text        not null,
    revision       int         not null,
    device_key_id  text        not null,
    kind           text        not null check (kind in ('first', 'again', 'replacement', 'remodel', 'elsewhere')),
    former_model   text,                              -- for a remodel
    authority_id   text        not null,
    request_id     text,                              -- null for a serial signed elsewhere
    decided_by     text        not null,
    reason         text        not null default '',
    unique (brand_id, model, serial, revision)
);
create index serial_signing_model on serial_signing (brand_id, model, at);
create index serial_signing_key on serial_signing (device_key_id);
create index serial_signing_serial on serial_signing (brand_id, serial text_pattern_ops);
create trigger serial_signing_append_only before update or delete on serial_signing for each row execute function refuse_change();
