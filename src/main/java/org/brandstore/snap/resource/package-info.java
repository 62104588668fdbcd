/** Components of snaps: their revisions, and with which revisions of their snaps they go. */
@NullMarked
package org.brandstore.snap.resource;

import org.jspecify.annotations.NullMarked;
