/** Which stores of a brand show a snap to the devices of which models, and how that is changed. */
@NullMarked
package org.brandstore.snap.visibility;

import org.jspecify.annotations.NullMarked;
