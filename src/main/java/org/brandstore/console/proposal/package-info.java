/** The console's page for changes that wait for the approval of somebody else. */
@NullMarked
package org.brandstore.console.proposal;

import org.jspecify.annotations.NullMarked;
