/** The append-only store of assertions in PostgreSQL, and the accounts and keys that it believes without proof. */
@NullMarked
package org.brandstore.assertion.database;

import org.jspecify.annotations.NullMarked;
