/** Snaps: their names, uploads, the way of an upload to a revision, and the revisions themselves. */
@NullMarked
package org.brandstore.snap;

import org.jspecify.annotations.NullMarked;
