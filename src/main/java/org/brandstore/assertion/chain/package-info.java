/** Trust: keys, prerequisites, verification, and a database of what was verified. */
@NullMarked
package org.brandstore.assertion.chain;

import org.jspecify.annotations.NullMarked;
