/** Bytes that are kept under their digest: snap files, icons, deltas. They never change, so they need no versions and no locks. */
@NullMarked
package org.brandstore.blob;

import org.jspecify.annotations.NullMarked;
