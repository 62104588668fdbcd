-- A number that changes when what the device says it runs does; null if it never said. Spares comparing rows.
alter table device add column inventory_fingerprint bigint;
