/**
 * What a channel offers: the one rule, which publishers, pages, the catalog of devices and the makers of deltas all ask.
 * Values only, no rows.
 */
@NullMarked
package org.brandstore.channel;

import org.jspecify.annotations.NullMarked;
