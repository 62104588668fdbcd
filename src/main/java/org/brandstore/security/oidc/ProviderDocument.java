package org.brandstore.security.oidc;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderConfigurationRequest;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** What a provider says of itself (OpenID Connect Discovery 1.0), and what of that is believed. */
final class ProviderDocument {
    private ProviderDocument() {}

    /** Where an issuer says it: below its own address (4.1). */
    static URI address(URI issuer) {
        return URI.create(requireProtected(issuer).toString().replaceFirst("/$", "")
                + OIDCProviderConfigurationRequest.OPENID_PROVIDER_WELL_KNOWN_PATH);
    }

    /** @throws ProviderException if it is not the issuer's, incomplete, or names an address that is not protected */
    static OIDCProviderMetadata read(String document, URI issuer) {
        OIDCProviderMetadata metadata;
        try {
            metadata = OIDCProviderMetadata.parse(document);
        } catch (ParseException e) {
            throw new ProviderException("its configuration cannot be read: " + e.getMessage(), e);
        }
        if (!metadata.getIssuer().getValue().equals(issuer.toString())) {
            throw new ProviderException("its configuration is that of another issuer");
        }
        requireProtected(metadata.getAuthorizationEndpointURI());
        requireProtected(metadata.getTokenEndpointURI());
        requireProtected(metadata.getJWKSetURI());
        return metadata;
    }

    /** Only on this machine itself is there nobody between. */
    private static URI requireProtected(@Nullable URI address) {
        String host = address == null ? null : address.getHost();
        boolean loopback = host != null && (host.equals("localhost") || host.equals("127.0.0.1"));
        if (address == null
                || host == null
                || !("https".equals(address.getScheme()) || ("http".equals(address.getScheme()) && loopback))) {
            throw new ProviderException("an address is not https");
        }
        return address;
    }
}
