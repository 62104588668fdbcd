/** Search and info calls. */
@NullMarked
package org.brandstore.api.device.search;

import org.jspecify.annotations.NullMarked;
