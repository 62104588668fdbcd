/** Devices and developers made of software: they speak the protocols over HTTP, with real keys, as the real clients do. */
@NullMarked
package org.brandstore.cli.fleet;

import org.jspecify.annotations.NullMarked;
