-- The way of an upload: received, scanned, (review,) signed, ready; or rejected.
alter table submission drop constraint submission_state_check;
alter table submission add constraint submission_state_check
    check (state in ('received', 'scanned', 'review', 'signed', 'ready', 'rejected'));
alter table submission add constraint submission_signed_has_revision check ((state = 'signed') <= (revision is not null));
drop index submission_open;
create index submission_open on submission (created_at) where state in ('received', 'scanned', 'signed');
create index submission_waiting on submission (created_at) where state = 'review';

-- The component files that came with the snap file of a submission.
create table submission_component (
    submission_id  uuid not null references submission,
    name           text not null,
    upload_id      text not null unique references upload,
    primary key (submission_id, name)
);

-- What people decided about submissions that a rule held back; a reviewer may decide again after the file was looked at anew.
create table submission_decision (
    id             bigint generated always as identity primary key,
    submission_id  uuid        not null references submission,
    person_id      uuid        not null references person,
    verdict        text        not null check (verdict in ('approved', 'rejected')),
    reason         text        not null check (reason <> ''),
    at             timestamptz not null
);
-- One decision is final.
create unique index submission_decision_once on submission_decision (submission_id);
create trigger submission_decision_append_only before update or delete on submission_decision for each row execute function refuse_change();

-- What a store does about each finding; where it says nothing, the standard counts.
create table review_policy (
    store_id    text not null references store,
    check_code  text not null,
    action      text not null check (action in ('note', 'review', 'reject')),
    primary key (store_id, check_code)
);

create table review_limit (
    store_id   text   primary key references store,
    max_bytes  bigint not null check (max_bytes >= 1)
);
