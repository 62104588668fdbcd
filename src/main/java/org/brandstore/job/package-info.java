/** What the store does by itself at set times. Every replica runs every job; the database decides which one gets the work. */
@NullMarked
package org.brandstore.job;

import org.jspecify.annotations.NullMarked;
