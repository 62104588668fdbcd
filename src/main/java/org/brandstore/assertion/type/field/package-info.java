/** Reading the fields of headers and of maps inside headers, with one wording for what is wrong (assertions.md 1.8). */
@NullMarked
package org.brandstore.assertion.type.field;

import org.jspecify.annotations.NullMarked;
