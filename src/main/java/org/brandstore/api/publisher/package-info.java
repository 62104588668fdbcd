/** The face that the publisher tools call, in both of their modes: thin resources over the features (publisher-api.md). */
@NullMarked
package org.brandstore.api.publisher;

import org.jspecify.annotations.NullMarked;
