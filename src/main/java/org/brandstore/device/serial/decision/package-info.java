/** Whether a device gets a serial: from facts to a verdict, and nothing else. */
@NullMarked
package org.brandstore.device.serial.decision;

import org.jspecify.annotations.NullMarked;
