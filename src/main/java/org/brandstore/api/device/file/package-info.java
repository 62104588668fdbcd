/** Downloads of snap files, components, deltas and icons, with ranges. */
@NullMarked
package org.brandstore.api.device.file;

import org.jspecify.annotations.NullMarked;
