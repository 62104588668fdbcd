/** What people read and see of a snap: texts, addresses, pictures, and who had the last word on each. */
@NullMarked
package org.brandstore.snap.listing;

import org.jspecify.annotations.NullMarked;
