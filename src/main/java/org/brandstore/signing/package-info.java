/** Private keys and secrets of the server. Nothing outside of this package sees one in the clear. */
@NullMarked
package org.brandstore.signing;

import org.jspecify.annotations.NullMarked;
