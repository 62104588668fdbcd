-- Rows that change carry a version, so that of two who change one at once the later is told instead of putting back what
-- it read.
alter table account add column version int not null default 0;
alter table credential add column version int not null default 0;
alter table second_factor add column version int not null default 0;
alter table store add column version int not null default 0;
alter table membership add column version int not null default 0;
alter table store_snap add column version int not null default 0;
alter table invitation add column version int not null default 0;
alter table collaborator_invite add column version int not null default 0;
alter table signing_key add column version int not null default 0;
alter table upload add column version int not null default 0;
alter table snap_revision add column row_version int not null default 0; -- its version is the snap's
alter table snap_listing add column version int not null default 0;
alter table review_policy add column version int not null default 0;
alter table review_limit add column version int not null default 0;
alter table channel_pointer add column version int not null default 0;
alter table channel_phase add column version int not null default 0;
alter table release_policy add column version int not null default 0;

-- What is final stays so, whoever writes and with whatever they read before. The arguments are columns: one that has a
-- value keeps it.
create function keep_set() returns trigger language plpgsql as $$
declare
    name text;
begin
    foreach name in array tg_argv loop
        if to_jsonb(old) -> name <> 'null' and to_jsonb(new) -> name is distinct from to_jsonb(old) -> name then
            raise exception '%: % is set once and for ever', tg_table_name, name
                using errcode = 'integrity_constraint_violation';
        end if;
    end loop;
    return new;
end $$;

-- The arguments are states that nothing leaves.
create function keep_state() returns trigger language plpgsql as $$
begin
    if old.state = any (tg_argv) and new.state <> old.state then
        raise exception '%: what is % stays so', tg_table_name, old.state
            using errcode = 'integrity_constraint_violation';
    end if;
    return new;
end $$;

create trigger credential_is_kept before update on credential for each row
    when (old.revoked_at is not null or old.secret_hash <> new.secret_hash or old.person_id <> new.person_id)
    execute function keep_set('revoked_at', 'secret_hash', 'person_id');
create trigger credential_not_deleted before delete on credential for each row execute function refuse_change();

create trigger invitation_is_kept before update on invitation for each row
    execute function keep_set('accepted_at', 'accepted_by', 'withdrawn_at', 'token_hash', 'email');
create trigger invitation_not_deleted before delete on invitation for each row execute function refuse_change();
alter table invitation add constraint invitation_ends_once
    check (accepted_at is null or withdrawn_at is null) not valid; -- earlier ones may have raced

create trigger collaborator_invite_is_kept before update on collaborator_invite for each row
    execute function keep_state('accepted', 'rejected', 'revoked');
create trigger collaborator_invite_not_deleted before delete on collaborator_invite for each row execute function refuse_change();

create trigger release_request_is_kept before update on release_request for each row
    execute function keep_state('applied', 'rejected', 'superseded');
create trigger release_request_not_deleted before delete on release_request for each row execute function refuse_change();
create trigger release_decision_append_only before update or delete on release_decision for each row execute function refuse_change();

create trigger submission_is_kept before update on submission for each row
    execute function keep_state('ready', 'rejected');
create trigger upload_is_kept before update on upload for each row execute function keep_set('claimed_at', 'sha3_384');

create trigger signing_key_is_kept before update on signing_key for each row execute function keep_set('retired_at', 'public_key');
create trigger second_factor_is_kept before update on second_factor for each row execute function keep_set('confirmed_at');
create trigger recovery_code_is_kept before update on recovery_code for each row execute function keep_set('used_at');

-- Nothing takes away all at once what nobody may take away one by one.
create trigger audit_record_not_emptied before truncate on audit_record for each statement execute function refuse_change();
create trigger channel_history_not_emptied before truncate on channel_history for each statement execute function refuse_change();
create trigger serial_signing_not_emptied before truncate on serial_signing for each statement execute function refuse_change();
create trigger release_decision_not_emptied before truncate on release_decision for each statement execute function refuse_change();
