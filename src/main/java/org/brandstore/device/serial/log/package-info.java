/** Which serials were signed, by whom and on what grounds. */
@NullMarked
package org.brandstore.device.serial.log;

import org.jspecify.annotations.NullMarked;
