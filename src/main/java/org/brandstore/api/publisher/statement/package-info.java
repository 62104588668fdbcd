/** What publishers sign: builds, gating, validation sets, confdb schemas. */
@NullMarked
package org.brandstore.api.publisher.statement;

import org.jspecify.annotations.NullMarked;
