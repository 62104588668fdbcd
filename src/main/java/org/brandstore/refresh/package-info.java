/**
 * The decision what a device is answered: pure, from what the device says, what the store knows, and an ordered list of rules.
 */
@NullMarked
package org.brandstore.refresh;

import org.jspecify.annotations.NullMarked;
