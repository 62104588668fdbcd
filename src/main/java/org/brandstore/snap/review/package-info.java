/** The automatic review: what it looks at, the policy of each store, and what it found. */
@NullMarked
package org.brandstore.snap.review;

import org.jspecify.annotations.NullMarked;
