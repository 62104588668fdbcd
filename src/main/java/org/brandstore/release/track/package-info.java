/** The tracks of a snap, and what holds for every release to them. */
@NullMarked
package org.brandstore.release.track;

import org.jspecify.annotations.NullMarked;
