/** What devices may see, compiled into one immutable snapshot, and the pure decision that answers a request from it. */
@NullMarked
package org.brandstore.refresh;

import org.jspecify.annotations.NullMarked;
