/**
 * What developers and brands sign on their own machines and send in: which revisions belong together, which may follow,
 * which were built. The store checks it and keeps it; it never signs in their place here.
 */
@NullMarked
package org.brandstore.update.statement;

import org.jspecify.annotations.NullMarked;
