/** What a key may sign, as patterns over headers. */
@NullMarked
package org.brandstore.assertion.constraint;

import org.jspecify.annotations.NullMarked;
