/** Macaroons in the one binary form that the publisher tools read and send back: a plain codec and its HMAC chain. */
@NullMarked
package org.brandstore.security.macaroon;

import org.jspecify.annotations.NullMarked;
