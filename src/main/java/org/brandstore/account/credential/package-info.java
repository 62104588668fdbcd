/** Tokens, macaroons and sessions as rows: what they may, until when, and their end. */
@NullMarked
package org.brandstore.account.credential;

import org.jspecify.annotations.NullMarked;
