/** What other features ask of the tables of snaps. */
@NullMarked
package org.brandstore.snap.query;

import org.jspecify.annotations.NullMarked;
