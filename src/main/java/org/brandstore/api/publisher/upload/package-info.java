/** Takes in files of any size: from the connection to the blob store, past the heap (publisher-api.md 4.5). */
@NullMarked
package org.brandstore.api.publisher.upload;

import org.jspecify.annotations.NullMarked;
