/** The rules of each type, and what an assertion must agree with. */
@NullMarked
package org.brandstore.assertion.type.check;

import org.jspecify.annotations.NullMarked;
