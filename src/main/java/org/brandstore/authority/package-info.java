/** The store as issuer: its root of trust, and everything that it signs for accounts, snaps, models and devices. */
@NullMarked
package org.brandstore.authority;

import org.jspecify.annotations.NullMarked;
