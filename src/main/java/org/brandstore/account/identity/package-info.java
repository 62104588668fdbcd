/** Under which names identity providers know people. */
@NullMarked
package org.brandstore.account.identity;

import org.jspecify.annotations.NullMarked;
