/** What the database says when it will not, and which of that is tried again. */
@NullMarked
package org.brandstore.database;

import org.jspecify.annotations.NullMarked;
