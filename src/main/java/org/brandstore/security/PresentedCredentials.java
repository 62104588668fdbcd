package org.brandstore.security;

import java.util.Optional;

/**
 * What a request brought along to show who calls.
 *
 * @param authorization the {@code Authorization} header
 * @param sessionCookie the console's session cookie
 */
public record PresentedCredentials(Optional<String> authorization, Optional<String> sessionCookie) {
    @Override
    public String toString() {
        return "PresentedCredentials[authorization=" + authorization.isPresent() + ", sessionCookie="
                + sessionCookie.isPresent() + "]";
    }
}
