-- Changes that other people have to approve before they take effect. What is proposed never changes: another content is another proposal.
create table proposal (
    id                uuid        primary key,
    kind              text        not null,
    subject           text        not null,
    title             text        not null check (title <> ''),
    brand_id          text        not null,
    store_id          text        references store,      -- null for what concerns the brand as a whole
    digest            text        not null check (length(digest) = 64),
    reason            text        not null,
    author            text        not null,              -- as the audit log names them
    author_id         uuid        references person,     -- null for the operator of the server
    proposed_at       timestamptz not null,
    expires_at        timestamptz not null check (expires_at > proposed_at),
    approvals_needed  int         not null check (approvals_needed >= 1),
    state             text        not null check (state in ('waiting', 'applied', 'rejected', 'cancelled', 'overtaken')),
    decided_at        timestamptz,
    decided_why       text        not null default '',
    version           int         not null default 0,
    check ((state = 'waiting') = (decided_at is null))
);
create index proposal_waiting on proposal (brand_id, proposed_at) where state = 'waiting';
create index proposal_decided on proposal (brand_id, decided_at desc) where state <> 'waiting';
-- The same change waits once.
create unique index proposal_once on proposal (kind, subject, digest) where state = 'waiting';

create table proposal_content (
    proposal_id  uuid not null references proposal,
    name         text not null,
    value        text not null,
    primary key (proposal_id, name)
);
create trigger proposal_content_append_only before update or delete on proposal_content for each row execute function refuse_change();

create table proposal_vote (
    proposal_id  uuid        not null references proposal,
    person_id    uuid        not null references person,
    verdict      text        not null check (verdict in ('approved', 'rejected')),
    reason       text        not null check (reason <> ''),
    at           timestamptz not null,
    primary key (proposal_id, person_id)
);
create trigger proposal_vote_append_only before update or delete on proposal_vote for each row execute function refuse_change();

-- What was decided stays decided, and what was proposed stays what it was.
create function refuse_proposal_change() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' or old.state <> 'waiting' then
        raise exception 'proposal % is %, which is final', old.id, old.state;
    end if;
    if (old.kind, old.subject, old.digest, old.brand_id, old.author, old.reason) is distinct from
       (new.kind, new.subject, new.digest, new.brand_id, new.author, new.reason) then
        raise exception 'proposal % cannot become another one', old.id;
    end if;
    return new;
end $$;
create trigger proposal_final before update or delete on proposal for each row execute function refuse_proposal_change();
