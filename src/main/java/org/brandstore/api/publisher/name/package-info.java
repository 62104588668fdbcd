/** Snap names: registered, disputed, shared with collaborators. */
@NullMarked
package org.brandstore.api.publisher.name;

import org.jspecify.annotations.NullMarked;
