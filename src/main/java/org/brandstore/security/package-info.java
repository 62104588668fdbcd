/** Who calls, and whether they may: every HTTP method says what it asks for, and one filter checks it. */
@NullMarked
package org.brandstore.security;

import org.jspecify.annotations.NullMarked;
