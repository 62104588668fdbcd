/** What a snap or component says of itself, as values. */
@NullMarked
package org.brandstore.snap.metadata;

import org.jspecify.annotations.NullMarked;
