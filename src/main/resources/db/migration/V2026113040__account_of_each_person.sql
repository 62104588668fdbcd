-- Every person is a publisher with an account of their own; roles let them work in the stores of brands. Until now a
-- person's account was the brand's. person.account_id stays what it was: the brand that brought them.
alter table account add column kind text not null default 'brand' check (kind in ('brand', 'person'));
alter table account add constraint account_kind unique (id, kind);

-- Null until it is first needed: the account assertion wants the store's signature.
alter table person add column own_account_id text unique;
alter table person add column own_account_kind text generated always as ('person') stored;
alter table person add constraint person_own_account
    foreign key (own_account_id, own_account_kind) references account (id, kind);

-- A company's publisher with one person, no store, no keys here and no models is that person's own account.
with alone as (
    select p.account_id from person p group by p.account_id having count(*) = 1
), own as (
    update account a set kind = 'person'
    from alone
    where a.id = alone.account_id
      and not exists (select 1 from store s where s.brand_id = a.id)
      and not exists (select 1 from signing_key k where k.account_id = a.id)
      and not exists (select 1 from model m where m.brand_id = a.id)
    returning a.id
)
update person p set own_account_id = own.id from own where p.account_id = own.id;

-- What is a person's own never becomes a brand: who holds its key would sign as the brand.
alter table store add column brand_kind text generated always as ('brand') stored;
alter table store add constraint store_of_brand foreign key (brand_id, brand_kind) references account (id, kind);
alter table model add column brand_kind text generated always as ('brand') stored;
alter table model add constraint model_of_brand foreign key (brand_id, brand_kind) references account (id, kind);

-- A publisher of a store publishes for its brand, or, from outside, what carries their own account.
alter table membership add column outside boolean not null default false check (not outside or role = 'publisher');
update membership m set outside = true
from person p, store s
where p.id = m.person_id and s.id = m.store_id and m.role = 'publisher' and p.account_id <> s.brand_id;

-- Who published as a company together with others works on its snaps from now on as a collaborator.
insert into snap_collaborator (snap_id, person_id, added_by, added_at)
select s.id, p.id, p.id, now()
from snap s
join person p on p.account_id = s.publisher_id and p.own_account_id is null
join membership m on m.person_id = p.id and m.store_id = s.store_id and m.role = 'publisher'
where s.publisher_id <> s.brand_id
on conflict do nothing;
