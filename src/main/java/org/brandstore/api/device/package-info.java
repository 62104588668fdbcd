/** The face that snapd and its tools speak to (device-api.md). */
@NullMarked
package org.brandstore.api.device;

import org.jspecify.annotations.NullMarked;
