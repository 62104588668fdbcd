/** Start-up, producers and the embedded PostgreSQL: what turns the packages into one program. */
@NullMarked
package org.brandstore.app;

import org.jspecify.annotations.NullMarked;
