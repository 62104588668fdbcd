/** The text format of assertions, the 26 types as data, streams, verification and prerequisite chains: a plain library. */
@NullMarked
package org.brandstore.assertion;

import org.jspecify.annotations.NullMarked;
