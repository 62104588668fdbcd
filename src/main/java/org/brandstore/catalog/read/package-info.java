/** Catalogs from the database: read, kept fresh, and what is not in memory found. */
@NullMarked
package org.brandstore.catalog.read;

import org.jspecify.annotations.NullMarked;
