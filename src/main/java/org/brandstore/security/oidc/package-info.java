/** Signing in to the console through an identity provider: OpenID Connect, authorization code with PKCE. */
@NullMarked
package org.brandstore.security.oidc;

import org.jspecify.annotations.NullMarked;
