/** Search among the snaps that a caller sees (device-api.md 8). */
@NullMarked
package org.brandstore.catalog.search;

import org.jspecify.annotations.NullMarked;
