/** How people and publishers sign in: passwords, macaroons, tokens, limits of attempts. */
@NullMarked
package org.brandstore.security.login;

import org.jspecify.annotations.NullMarked;
