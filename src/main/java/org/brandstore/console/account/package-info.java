/** The console's pages about people: one's own account, the people of a store, invitations, and other ways to sign in. */
@NullMarked
package org.brandstore.console.account;

import org.jspecify.annotations.NullMarked;
