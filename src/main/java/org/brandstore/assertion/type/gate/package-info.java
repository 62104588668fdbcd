/**
 * What validations and validation sets mean for the snaps of one device, as pure functions (assertions.md 6). Devices
 * decide the same on their own: this is so that the store offers nothing that they would refuse.
 */
@NullMarked
package org.brandstore.assertion.type.gate;

import org.jspecify.annotations.NullMarked;
