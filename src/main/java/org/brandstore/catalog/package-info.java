/** What devices may see, compiled into one immutable snapshot. */
@NullMarked
package org.brandstore.catalog;

import org.jspecify.annotations.NullMarked;
