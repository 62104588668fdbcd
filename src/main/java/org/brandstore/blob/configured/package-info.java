/** The blob store that the configuration names, watched. */
@NullMarked
package org.brandstore.blob.configured;

import org.jspecify.annotations.NullMarked;
