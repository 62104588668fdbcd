-- Serials are given after a decision unless a brand says otherwise. Models that exist keep what they have.
alter table model alter column serial_policy set default 'manual';

-- Hardware that a device proved to be without its model asking for that. Not unique: such models give one hardware several
-- serials.
alter table device add column shown_hardware_key_id text;

-- What was revoked must not come back under another name; every new serial and session asks.
create index device_revoked_key on device (brand_id, device_key_id) where revoked_at is not null;
create index device_revoked_hardware on device (brand_id, hardware_key_id) where revoked_at is not null;
create index device_revoked_shown_hardware on device (brand_id, shown_hardware_key_id) where revoked_at is not null;
create index device_revoked_serial on device (brand_id, serial) where revoked_at is not null;
