/** Private keys: made, brought in, used, given out encrypted and removed here; nothing outside sees one in the clear. */
@NullMarked
package org.brandstore.signing;

import org.jspecify.annotations.NullMarked;
