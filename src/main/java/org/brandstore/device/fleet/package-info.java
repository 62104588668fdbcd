/** The inventory of all devices, learnt from what they ask. */
@NullMarked
package org.brandstore.device.fleet;

import org.jspecify.annotations.NullMarked;
