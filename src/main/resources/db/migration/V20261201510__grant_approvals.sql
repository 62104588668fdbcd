-- How many others must approve what somebody wants to grant to a snap of the store.
alter table review_limit add column grant_approvals int not null default 0 check (grant_approvals between 0 and 5);
