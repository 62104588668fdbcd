/** Revisions and channels: released, closed, looked at. */
@NullMarked
package org.brandstore.api.publisher.release;

import org.jspecify.annotations.NullMarked;
