-- Which transaction wrote an event. Ids are drawn before the commit, so that a lower one may become visible after a higher
-- one; but everything of the transactions below pg_snapshot_xmin is visible, or never will be. Readers go by that.
alter table outbox_event add column xid xid8 not null default pg_current_xact_id();
create index outbox_event_xid on outbox_event (xid);

-- A notification is only a knock at the door, and has a longest length: a longer event is found by looking.
create or replace function notify_outbox() returns trigger language plpgsql as $$
begin
    if octet_length(new.key) < 4000 then
        perform pg_notify('brandstore_events', new.id || ' ' || new.topic || ' ' || new.key);
    end if;
    return null;
end $$;
