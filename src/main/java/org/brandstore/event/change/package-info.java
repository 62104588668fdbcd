/**
 * Everything that can change, as types: what the audit log says of it, and whom the outbox tells. Each feature makes the
 * changes of its own family; nobody can record anything that is not here.
 */
@NullMarked
package org.brandstore.event.change;

import org.jspecify.annotations.NullMarked;
