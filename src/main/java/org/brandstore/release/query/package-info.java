/** What other features ask of the tables of channels. */
@NullMarked
package org.brandstore.release.query;

import org.jspecify.annotations.NullMarked;
