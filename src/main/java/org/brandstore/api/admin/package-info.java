/** The REST API of brand managers: the same services as the console, errors as RFC 9457. */
@NullMarked
package org.brandstore.api.admin;

import org.jspecify.annotations.NullMarked;
