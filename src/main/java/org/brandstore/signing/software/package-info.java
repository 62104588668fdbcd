/** Private keys as software: in memory while they sign, sealed in the database otherwise. */
@NullMarked
package org.brandstore.signing.software;

import org.jspecify.annotations.NullMarked;
