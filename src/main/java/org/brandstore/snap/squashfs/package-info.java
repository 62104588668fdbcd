/** A bounded reader of squashfs 4.0 images that expects every byte to be hostile: it checks each size before it allocates. */
@NullMarked
package org.brandstore.snap.squashfs;

import org.jspecify.annotations.NullMarked;
