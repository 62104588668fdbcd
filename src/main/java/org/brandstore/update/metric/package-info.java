/** How many devices run what, over time. */
@NullMarked
package org.brandstore.update.metric;

import org.jspecify.annotations.NullMarked;
