/** What a snap says of itself: texts, pictures, figures. */
@NullMarked
package org.brandstore.api.publisher.listing;

import org.jspecify.annotations.NullMarked;
