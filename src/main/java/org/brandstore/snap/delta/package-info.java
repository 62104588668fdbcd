/** Deltas: what a device needs to make one revision of a snap from another (device-api.md 13.2). */
@NullMarked
package org.brandstore.snap.delta;

import org.jspecify.annotations.NullMarked;
