/** Uploads, pushed and asked after. */
@NullMarked
package org.brandstore.api.publisher.submission;

import org.jspecify.annotations.NullMarked;
