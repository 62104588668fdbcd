/** Who must agree before devices get an update, and when they get it. */
@NullMarked
package org.brandstore.update;

import org.jspecify.annotations.NullMarked;
