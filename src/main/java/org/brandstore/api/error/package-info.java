/** Renders the one taxonomy of errors in the dialect of each face. */
@NullMarked
package org.brandstore.api.error;

import org.jspecify.annotations.NullMarked;
