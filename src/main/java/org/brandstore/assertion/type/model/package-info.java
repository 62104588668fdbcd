/** Models, old and new grammar. */
@NullMarked
package org.brandstore.assertion.type.model;

import org.jspecify.annotations.NullMarked;
