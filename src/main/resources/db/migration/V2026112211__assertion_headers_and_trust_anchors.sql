-- Short one-line headers as 'name=value', so that assertions can be found by what they say of themselves.
alter table assertion add column headers text[] not null default '{}';
create index assertion_headers on assertion using gin (headers);

-- Accounts and account keys that are believed without proof; one account among them is this server's own root.
create table trust_anchor (
    assertion_id  bigint      primary key references assertion,
    type          text        not null check (type in ('account', 'account-key')),
    own           boolean     not null,
    added_at      timestamptz not null
);
create unique index trust_anchor_own_account on trust_anchor (own) where own and type = 'account';
create trigger trust_anchor_append_only before update or delete on trust_anchor for each row execute function refuse_change();
