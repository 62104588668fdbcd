/** The commands of the program. Each is a thin face over the services. */
@NullMarked
package org.brandstore.cli;

import org.jspecify.annotations.NullMarked;
