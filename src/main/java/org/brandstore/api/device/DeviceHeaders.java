package org.brandstore.api.device;

import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import org.brandstore.api.door.SessionHeader;
import org.brandstore.catalog.Asker;

/** The headers of a device's request. There are two dialects, and which one is used depends on the call (device-api.md 1.3). */
public final class DeviceHeaders {

    private final HttpServerRequest request;

    public DeviceHeaders(HttpServerRequest request) {
        this.request = request;
    }

    /** The session token; empty if the request brings none. */
    public Optional<String> session() {
        return either("Snap-Device-Authorization", "X-Device-Authorization").map(SessionHeader::root);
    }

    /** The credential of a person or a tool. */
    public Optional<String> authorization() {
        return Optional.ofNullable(request.getHeader("Authorization")).filter(value -> !value.isBlank());
    }

    Optional<String> store() {
        return either("Snap-Device-Store", "X-Ubuntu-Store");
    }

    Asker.Traits traits() {
        String capabilities = request.getHeader("Snap-Device-Capabilities");
        return new Asker.Traits(
                either("Snap-Device-Architecture", "X-Ubuntu-Architecture").orElse(""),
                capabilities != null && capabilities.contains("default-tracks"),
                "scheduled".equals(request.getHeader("Snap-Refresh-Reason")));
    }

    /** Whether the client wants the file from us and nobody else. */
    public boolean refusesRedirects() {
        return "none".equals(request.getHeader("Snap-CDN"));
    }

    public Optional<String> find(String name) {
        return Optional.ofNullable(request.getHeader(name));
    }

    private Optional<String> either(String modern, String legacy) {
        String value = request.getHeader(modern);
        if (value == null) {
            value = request.getHeader(legacy);
        }
        return value == null || value.isEmpty() ? Optional.empty() : Optional.of(value);
    }
}
