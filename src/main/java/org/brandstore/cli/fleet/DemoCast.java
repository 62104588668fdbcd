package org.brandstore.cli.fleet;

import org.brandstore.account.Person;
import org.brandstore.naming.AccountId;
import org.brandstore.store.BrandStore;

/**
 * Who plays in the demo.
 *
 * @param brand the brand acme
 * @param store its store
 * @param lab another store of acme
 * @param rival a store of another brand
 * @param developer uploads and asks for releases
 * @param manager approves them
 */
record DemoCast(
        AccountId brand, BrandStore store, BrandStore lab, BrandStore rival, Person developer, Person manager) {}
