/** What a channel offers: the one rule, which publishers, pages and the catalog of devices ask. Values only, no rows. */
@NullMarked
package org.brandstore.channel;

import org.jspecify.annotations.NullMarked;
