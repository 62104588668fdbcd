-- How a serial looks to people, who take UNIT:01 for unit-1: without capitals, kinds of separators and leading zeros.
create function serial_look(serial text) returns text
    language sql immutable strict parallel safe
    return regexp_replace(
        regexp_replace(lower(serial collate "C"), '[-:+_. ]+', '-', 'g'), '(^|-)0+(?=[a-z0-9])', '\1', 'g');

-- A serial that was revoked must not come back in another spelling.
create index device_revoked_look on device (brand_id, serial_look(serial)) where revoked_at is not null;
