-- Who brought a key that speaks for an account. Said once; keys of before have no line.
create table account_key (
    key_id      text        primary key check (length(key_id) = 64),
    account_id  text        not null references account,
    brought_by  uuid        references person,        -- null: this server made it, or whoever runs commands brought it
    brought_at  timestamptz not null
);
create index account_key_brought_by on account_key (brought_by);
create trigger account_key_append_only before update or delete on account_key for each row execute function refuse_change();

-- Ends of keys. A line only ever adds to what is refused: the earliest moment counts, and theft goes before rotation.
create table account_key_end (
    id          bigint      generated always as identity primary key,
    key_id      text        not null check (length(key_id) = 64),
    account_id  text        not null,
    cause       text        not null check (cause in ('rotation', 'theft')),
    ends_at     timestamptz not null,                 -- the first moment after its use
    reason      text        not null check (reason <> ''),
    told_by     text        not null,
    told_at     timestamptz not null,
    brands      text[]      not null,                 -- whose devices must show serial and model anew
    check (cause <> 'theft' or ends_at <= told_at)
);
create index account_key_end_key on account_key_end (key_id);
create trigger account_key_end_append_only before update or delete on account_key_end for each row execute function refuse_change();

-- What this server's own root says of a key: it stays the key of one account, and its end only moves to an earlier time.
create function account_key_time(headers text[], name text) returns timestamptz language sql stable as $$
    select coalesce(min(substr(header, 7)::timestamptz), 'infinity')
        from unnest(headers) header where starts_with(header, name || '=')   -- both names have five letters
$$;
create function refuse_revived_account_key() returns trigger language plpgsql as $$
declare
    former record;
begin
    if exists (select from account_key_end e where e.key_id = new.primary_key and e.cause = 'theft'
               and account_key_time(new.headers, 'until') > greatest(e.told_at, account_key_time(new.headers, 'since'))) then
        raise exception 'account-key % was ended for theft', new.primary_key;
    end if;
    select a.headers into former from assertion a
        where a.type = 'account-key' and a.primary_key = new.primary_key and a.authority_id = new.authority_id
        order by a.revision desc limit 1;
    if found and exists (select from trust_anchor t join assertion a on a.id = t.assertion_id
                         where t.own and t.type = 'account' and a.primary_key = new.authority_id) then
        if account_key_time(new.headers, 'until') > account_key_time(former.headers, 'until') then
            raise exception 'the end of account-key % can only move to an earlier time', new.primary_key;
        end if;
        if (select array_agg(h) from unnest(new.headers) h where h like 'account-id=%')
            is distinct from (select array_agg(h) from unnest(former.headers) h where h like 'account-id=%') then
            raise exception 'account-key % belongs to another account', new.primary_key;
        end if;
    end if;
    return new;
end $$;
create trigger assertion_account_key_ends before insert on assertion
    for each row when (new.type = 'account-key') execute function refuse_revived_account_key();
