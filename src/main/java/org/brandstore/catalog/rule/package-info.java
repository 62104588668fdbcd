/** What validation sets and gating snaps demand of the snaps that devices are offered (device-api.md 6.1, assertions.md 6). */
@NullMarked
package org.brandstore.catalog.rule;

import org.jspecify.annotations.NullMarked;
