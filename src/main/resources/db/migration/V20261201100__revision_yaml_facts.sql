-- What snap.yaml says that clients read elsewhere, as JSON, so that nobody has to read the YAML again to show a revision.
-- Revisions of earlier releases have none; they get theirs when the server starts, and are read from snap_yaml until then.
alter table snap_revision add column yaml_facts text;
