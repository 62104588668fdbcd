/** The serial service that devices in a factory speak to directly, or through the store (device-api.md 4). */
@NullMarked
package org.brandstore.api.factory;

import org.jspecify.annotations.NullMarked;
