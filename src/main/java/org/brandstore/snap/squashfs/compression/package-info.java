/** The compressors of squashfs images. */
@NullMarked
package org.brandstore.snap.squashfs.compression;

import org.jspecify.annotations.NullMarked;
