/** What is kept of channels: where they point, where they are on their way to, and where they pointed. */
@NullMarked
package org.brandstore.release.channel;

import org.jspecify.annotations.NullMarked;
