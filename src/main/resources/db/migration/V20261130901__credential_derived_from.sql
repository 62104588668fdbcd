-- A token that was made with another one ends with it: who revokes what was lost revokes what the finder made of it.
alter table credential add column derived_from uuid references credential check (derived_from <> id);
create index credential_derived_from on credential (derived_from) where derived_from is not null;
