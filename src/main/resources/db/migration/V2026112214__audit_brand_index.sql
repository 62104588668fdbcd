-- A brand reads its own part of the log, newest first.
create index audit_record_brand on audit_record (brand_id, id desc);
