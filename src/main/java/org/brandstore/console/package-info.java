/** The web console: pages rendered here, over the same services as the admin API, for people with a role in a store. */
@NullMarked
package org.brandstore.console;

import org.jspecify.annotations.NullMarked;
