package org.brandstore.store;

import org.brandstore.account.Actor;
import org.brandstore.account.Person;
import org.brandstore.naming.AccountId;

/**
 * A brand has shut somebody out. Told in the transaction in which it happens, to those who keep other things that the
 * person has of the brand.
 */
public record LeftBrand(Person person, AccountId brand, Actor actor) {}
