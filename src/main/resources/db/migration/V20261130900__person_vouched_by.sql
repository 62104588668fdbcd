-- Who invited somebody of whom nobody else knows that they are another person: the address was not shown to be theirs, and
-- no other administrator has agreed to a role of theirs. Neither is a second pair of eyes for the other.
alter table person add column vouched_by uuid references person check (vouched_by <> id);

update person p
    set vouched_by = i.invited_by
    from invitation i
    where not p.email_proven
        and i.accepted_by = p.id
        and not i.mailed
        and i.created_at = (select min(f.created_at) from invitation f where f.accepted_by = p.id and not f.mailed)
        and not exists (select 1 from proposal r
                        where r.kind = 'roles' and r.state = 'applied' and r.subject like '%/person/' || p.id || '/roles');
