/** Domain events: recorded in the transaction of the change they tell of, heard on every replica after its commit. */
@NullMarked
package org.brandstore.event;

import org.jspecify.annotations.NullMarked;
