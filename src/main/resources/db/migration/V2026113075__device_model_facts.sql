-- What the signed model says that a device last opened a session with, or registered with. It need not be the newest revision
-- of the model, which another store may have. Null for model_revision: the device has shown no model since this is kept.
alter table device add column model_revision int check (model_revision >= 0);
alter table device add column store_id text;
alter table device add column architecture text;
alter table device add constraint device_model_told check (
    model_revision is not null or (store_id is null and architecture is null));

-- The same for who waits for a serial.
alter table serial_request add column model_revision int check (model_revision >= 0);
alter table serial_request add column store_id text;
alter table serial_request add constraint serial_request_model_told check (model_revision is not null or store_id is null);

-- Where a device belongs: by what it has shown, else by the newest revision of its model.
create view device_place as
select d.brand_id, d.model, d.serial, d.last_seen_at, d.revoked_at,
    case when d.model_revision is null then m.store_id else d.store_id end as store_id,
    case when d.model_revision is null then m.architecture else d.architecture end as architecture
from device d left join model m on m.brand_id = d.brand_id and m.name = d.model;

create view serial_request_place as
select r.id, r.brand_id, r.state, r.requested_at,
    case when r.model_revision is null then m.store_id else r.store_id end as store_id
from serial_request r join model m on m.brand_id = r.brand_id and m.name = r.model;
