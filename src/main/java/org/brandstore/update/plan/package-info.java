/**
 * What brand managers have decided about who gets what and when, as values: pure, without rows and without the catalog that
 * it is applied to.
 */
@NullMarked
package org.brandstore.update.plan;

import org.jspecify.annotations.NullMarked;
