/** Registration: request ids and serials (device-api.md 4). */
@NullMarked
package org.brandstore.device.serial;

import org.jspecify.annotations.NullMarked;
