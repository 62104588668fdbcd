/** The first page: the stores and who runs what. */
@NullMarked
package org.brandstore.console.overview;

import org.jspecify.annotations.NullMarked;
