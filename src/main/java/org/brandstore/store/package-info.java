/** The stores of a brand, who works in them, and which device models see which snaps. */
@NullMarked
package org.brandstore.store;

import org.jspecify.annotations.NullMarked;
