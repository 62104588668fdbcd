/** What must not be readable at rest: the master key, sealing under it, and the secrets the server makes for itself. */
@NullMarked
package org.brandstore.secret;

import org.jspecify.annotations.NullMarked;
