-- An address belongs to whoever has shown that it is theirs: by mail, through a provider, or by word of whoever runs the
-- server. Who has not is known to the brand that invited them alone, and keeps nobody else from the address.
alter table person drop constraint person_email_key;
create unique index person_email_proven on person (email) where email_proven;
create unique index person_email_unproven on person (email, account_id) where not email_proven;
