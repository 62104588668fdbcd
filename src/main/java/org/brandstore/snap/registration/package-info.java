/** Which names may be registered. */
@NullMarked
package org.brandstore.snap.registration;

import org.jspecify.annotations.NullMarked;
