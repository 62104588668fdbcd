/** Nonces and device sessions (device-api.md 3). */
@NullMarked
package org.brandstore.device.session;

import org.jspecify.annotations.NullMarked;
