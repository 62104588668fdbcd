/** Blobs as files of a directory of this machine. */
@NullMarked
package org.brandstore.blob.directory;

import org.jspecify.annotations.NullMarked;
