/** What each channel of a snap offers: tracks, channel pointers and their history, and releases that wait for approval. */
@NullMarked
package org.brandstore.release;

import org.jspecify.annotations.NullMarked;
