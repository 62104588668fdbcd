/** The keys of brands, which sign their models, serials and all else: who may bring and end them. */
@NullMarked
package org.brandstore.model.key;

import org.jspecify.annotations.NullMarked;
