/** Which files of the blob store are in use, and the removal of those that are not. */
@NullMarked
package org.brandstore.snap.storage;

import org.jspecify.annotations.NullMarked;
