/**
 * What stands before all faces: who may come in, how many at once, how slowly they may speak and listen, and how much of the
 * memory they may hold. Nothing behind it sees a small request before all of it is there.
 */
@NullMarked
package org.brandstore.api.door;

import org.jspecify.annotations.NullMarked;
