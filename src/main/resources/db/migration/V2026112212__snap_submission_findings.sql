-- What the automatic review saw in the file, for the people who look at it: [{"code":..,"message":..}].
alter table submission add column findings jsonb not null default '[]';

-- Of which upload a submission was made: asked for when a client repeats its request.
create unique index submission_upload on submission (upload_id);
