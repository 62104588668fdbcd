/** Which deltas between revisions devices need, and which of them can be had. */
@NullMarked
package org.brandstore.delta;

import org.jspecify.annotations.NullMarked;
