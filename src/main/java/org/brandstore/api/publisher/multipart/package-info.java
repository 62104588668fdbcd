/** Reads {@code multipart/form-data} bodies in one pass, without keeping them. */
@NullMarked
package org.brandstore.api.publisher.multipart;

import org.jspecify.annotations.NullMarked;
