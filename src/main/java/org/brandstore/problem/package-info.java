/** The one taxonomy of errors. Domain code throws {@link org.brandstore.problem.StoreException}; each HTTP face renders it in its own dialect. */
@NullMarked
package org.brandstore.problem;

import org.jspecify.annotations.NullMarked;
