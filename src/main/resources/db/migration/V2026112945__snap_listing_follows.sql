-- Whether the texts of the listing become those of each revision that reaches stable of the default track.
alter table snap_listing
    add column follows_stable boolean not null default false;
