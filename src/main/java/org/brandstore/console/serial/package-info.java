/** The console's page for devices that wait for their serial. */
@NullMarked
package org.brandstore.console.serial;

import org.jspecify.annotations.NullMarked;
