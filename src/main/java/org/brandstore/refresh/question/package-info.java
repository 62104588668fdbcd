/** What a device asks and what it says of itself, as values that can be kept and asked again. */
@NullMarked
package org.brandstore.refresh.question;

import org.jspecify.annotations.NullMarked;
