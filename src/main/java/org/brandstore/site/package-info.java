/** Where this store is reached from outside. */
@NullMarked
package org.brandstore.site;

import org.jspecify.annotations.NullMarked;
