/** TODO. */
@NullMarked
package org.brandstore.device.serial.log;

import org.jspecify.annotations.NullMarked;
