/** Devices: who they are, how they prove it, and what they run. */
@NullMarked
package org.brandstore.device;

import org.jspecify.annotations.NullMarked;
