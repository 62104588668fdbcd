/** The pages of releases: what waits, what is decided, and why. */
@NullMarked
package org.brandstore.console.release;

import org.jspecify.annotations.NullMarked;
