/** The second factor of a person: one-time passwords of an authenticator app, and recovery codes for when it is lost. */
@NullMarked
package org.brandstore.account.factor;

import org.jspecify.annotations.NullMarked;
