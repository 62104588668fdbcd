/** Asking people into a store. */
@NullMarked
package org.brandstore.store.invitation;

import org.jspecify.annotations.NullMarked;
