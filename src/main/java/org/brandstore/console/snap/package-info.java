/** The console's pages for publishers and reviewers: snaps, the board from which they are released, uploads and reviews. */
@NullMarked
package org.brandstore.console.snap;

import org.jspecify.annotations.NullMarked;
