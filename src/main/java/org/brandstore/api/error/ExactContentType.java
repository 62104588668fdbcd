package org.brandstore.api.error;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;

/**
 * Sends JSON types without a charset parameter, which strict clients take for another type (device-api.md trap 2), and
 * the version of the protocol that the store speaks on every answer (device-api.md 17).
 */
@Provider
public class ExactContentType implements ContainerResponseFilter {
    /** High enough that no client falls back to an older protocol (device-api.md trap 15). */
    public static final String STORE_VERSION = "60";

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        response.getHeaders().putSingle("Snap-Store-Version", STORE_VERSION);
        MediaType type = response.getMediaType();
        if (type == null) {
            if (response.hasEntity() && !response.getHeaders().containsKey("Content-Type")) {
                response.getHeaders().putSingle("Content-Type", "application/json");
            }
        } else if (type.getSubtype().equals("json") || type.getSubtype().endsWith("+json")) {
            response.getHeaders().putSingle("Content-Type", type.getType() + "/" + type.getSubtype());
        }
    }
}
