/** People who work on single snaps, and how they are invited. */
@NullMarked
package org.brandstore.snap.collaborator;

import org.jspecify.annotations.NullMarked;
