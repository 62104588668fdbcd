package org.brandstore.security.oidc;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * What a provider says of itself in its discovery document.
 *
 * @param authMethods how clients show their secret; empty if it does not say
 */
record ProviderMetadata(URI issuer, URI authorizationEndpoint, URI tokenEndpoint, URI keys, List<String> authMethods) {
    /** @throws ProviderException if it is not the issuer's, incomplete, or names an address that is not protected */
    static ProviderMetadata read(JsonNode document, URI issuer) {
        if (!document.path("issuer").asText().equals(issuer.toString())) {
            throw new ProviderException("its configuration is that of another issuer");
        }
        List<String> methods = new ArrayList<>();
        document.path("token_endpoint_auth_methods_supported").forEach(method -> methods.add(method.asText()));
        return new ProviderMetadata(
                issuer,
                address(document, "authorization_endpoint"),
                address(document, "token_endpoint"),
                address(document, "jwks_uri"),
                List.copyOf(methods));
    }

    private static URI address(JsonNode document, String field) {
        return requireProtected(document.path(field).asText());
    }

    /** Only on this machine itself is there nobody between. */
    static URI requireProtected(String text) {
        URI address;
        try {
            address = URI.create(text);
        } catch (IllegalArgumentException e) {
            throw new ProviderException("an address is not valid", e);
        }
        String host = address.getHost();
        boolean loopback = host != null && (host.equals("localhost") || host.equals("127.0.0.1"));
        boolean safe = "https".equals(address.getScheme()) || ("http".equals(address.getScheme()) && loopback);
        if (host == null || !safe) {
            throw new ProviderException("an address is not https");
        }
        return address;
    }
}
