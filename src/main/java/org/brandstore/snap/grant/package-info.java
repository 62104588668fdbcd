/** What people grant to snaps beyond what devices allow every snap, kept in the snap-declarations. */
@NullMarked
package org.brandstore.snap.grant;

import org.jspecify.annotations.NullMarked;
