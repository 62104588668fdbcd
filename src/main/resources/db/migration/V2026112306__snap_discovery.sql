-- How people come across a snap besides its name and texts.
alter table snap_listing
    add column categories text[]  not null default '{}',
    add column keywords   text[]  not null default '{}',
    add column videos     text[]  not null default '{}',
    add column unlisted   boolean not null default false; -- found by nobody, installed by whoever sees it and knows its name
