/** Fills in what rows of earlier releases lack. Each class goes with the release after the next. */
@NullMarked
package org.brandstore.snap.upgrade;

import org.jspecify.annotations.NullMarked;
