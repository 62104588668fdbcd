/** Search among the snaps that a caller sees (device-api.md 8). */
@NullMarked
package org.brandstore.refresh.search;

import org.jspecify.annotations.NullMarked;
