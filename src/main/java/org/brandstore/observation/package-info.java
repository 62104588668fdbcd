/**
 * What devices asked, what they were offered, what they fetched, and what they reported to run: taken from their requests,
 * behind their backs, through one bounded queue.
 */
@NullMarked
package org.brandstore.observation;

import org.jspecify.annotations.NullMarked;
