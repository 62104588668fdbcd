/** Value records of the store's vocabulary; each checks itself when made, so that a value in hand is a valid one. */
@NullMarked
package org.brandstore.naming;

import org.jspecify.annotations.NullMarked;
