/** The audit log: every recorded change becomes one link of a chain of hashes, in the transaction of the change. */
@NullMarked
package org.brandstore.audit;

import org.jspecify.annotations.NullMarked;
