/** Which assertions a caller may see, and which are newer than what a device has. */
@NullMarked
package org.brandstore.catalog.assertion;

import org.jspecify.annotations.NullMarked;
