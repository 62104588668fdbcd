-- Search by words. One row for each snap, kept by triggers in the transaction of whatever changes its texts, so that no
-- way of changing them can forget it. It says what devices are shown: what the publisher wrote for the whole snap wins
-- over the newest revision that was ever released; what never was is not in it. Who sees a snap is not decided here.

-- Words as they are written, for their beginnings and for every language, and the stems of English beside them.
create function search_words(words text) returns tsvector language sql immutable parallel safe
    return to_tsvector('simple', words) || to_tsvector('english', words);

-- In the order of weight: the name, the title, the summary, and all the rest. A name in parts is its parts: taken as a whole
-- too, it would count twice. Its size has a limit.
create function search_document(name text, title text, summary text, description text, publisher text) returns tsvector
    language sql immutable parallel safe
    return setweight(to_tsvector('simple', replace(name, '-', ' ')), 'A')
        || setweight(search_words(left(title, 1000)), 'B')
        || setweight(search_words(left(summary, 1000)), 'C')
        || setweight(search_words(left(description, 20000)), 'D')
        || setweight(to_tsvector('simple', left(publisher, 1000)), 'D');

create table snap_search (
    snap_id   text      primary key references snap,
    document  tsvector  not null
);

create function search_document_of(wanted text) returns tsvector language sql stable as $$
    select search_document(
        s.name,
        coalesce(nullif(s.title, ''), r.title, ''),
        coalesce(nullif(s.summary, ''), r.summary, ''),
        coalesce(nullif(s.description, ''), r.description, ''),
        a.display_name || ' ' || a.username)
    from snap s
    join account a on a.id = s.publisher_id
    left join lateral (
        select n.title, n.summary, n.description from snap_revision n
        where n.snap_id = s.id
            and (exists (select 1 from channel_history h where h.snap_id = n.snap_id and h.revision = n.revision)
                or exists (select 1 from channel_pointer p where p.snap_id = n.snap_id and p.revision = n.revision))
        order by n.revision desc limit 1) r on true
    where s.id = wanted
$$;

-- The row is locked before anything is read: of two that change one snap at once, the later sees what the earlier did.
create function search_write(wanted text) returns void language plpgsql as $$
begin
    insert into snap_search (snap_id, document) values (wanted, '') on conflict do nothing;
    perform 1 from snap_search where snap_id = wanted for update;
    update snap_search set document = search_document_of(wanted) where snap_id = wanted;
end $$;

create function search_after_snap() returns trigger language plpgsql as $$
begin
    perform search_write(new.id);
    return null;
end $$;

create function search_after_release() returns trigger language plpgsql as $$
begin
    perform search_write(new.snap_id);
    return null;
end $$;

create function search_after_close() returns trigger language plpgsql as $$
begin
    perform search_write(old.snap_id);
    return null;
end $$;

create function search_after_account() returns trigger language plpgsql as $$
begin
    perform search_write(own.id) from (select id from snap where publisher_id = new.id order by id) own;
    return null;
end $$;

create trigger snap_search_new after insert on snap for each row execute function search_after_snap();
create trigger snap_search_texts after update on snap for each row
    when ((old.name, old.title, old.summary, old.description, old.publisher_id)
        is distinct from (new.name, new.title, new.summary, new.description, new.publisher_id))
    execute function search_after_snap();
create trigger snap_search_revision after update on snap_revision for each row
    when ((old.title, old.summary, old.description) is distinct from (new.title, new.summary, new.description))
    execute function search_after_release();
create trigger snap_search_history after insert on channel_history for each row
    when (new.revision is not null) execute function search_after_release();
create trigger snap_search_pointer after insert or update on channel_pointer for each row
    execute function search_after_release();
create trigger snap_search_closed after delete on channel_pointer for each row execute function search_after_close();
create trigger snap_search_publisher after update on account for each row
    when ((old.display_name, old.username) is distinct from (new.display_name, new.username))
    execute function search_after_account();

insert into snap_search (snap_id, document) select id, search_document_of(id) from snap;
create index snap_search_document on snap_search using gin (document);
