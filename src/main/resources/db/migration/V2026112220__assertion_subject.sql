-- A snap-revision and a snap-build are keyed by the digest of a file alone. Two brands may hold the same file, and
-- neither may learn of the other's: such assertions are told apart by the snap that they speak of as well.
alter table assertion add column subject text not null default '';
alter table assertion disable trigger assertion_append_only;
update assertion
    set subject = (select substr(header, 9) from unnest(headers) as header where header like 'snap-id=%')
    where type in ('snap-revision', 'snap-build');
alter table assertion enable trigger assertion_append_only;
alter table assertion drop constraint assertion_type_primary_key_revision_key;
alter table assertion add constraint assertion_one_of_each_revision unique (type, primary_key, subject, revision);
alter table assertion add constraint assertion_of_a_file_has_a_subject
    check ((type in ('snap-revision', 'snap-build')) = (subject <> ''));
