/** Files that were sent, until a submission claims them or their time is over. */
@NullMarked
package org.brandstore.snap.upload;

import org.jspecify.annotations.NullMarked;
