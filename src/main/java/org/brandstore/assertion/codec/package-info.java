/** Assertions as text: read and written to the byte. */
@NullMarked
package org.brandstore.assertion.codec;

import org.jspecify.annotations.NullMarked;
