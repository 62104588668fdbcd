package org.brandstore.api.device;

import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/**
 * Answers 401 in the one way that makes devices renew their session (device-api.md 3): the header counts, and without a
 * body the client can keep its connection.
 */
@Singleton
public class SessionRefusals {
    private final SecureRandom random;

    SessionRefusals(SecureRandom random) {
        this.random = random;
    }

    @ServerExceptionMapper
    public Response refuse(SessionRefusedException refusal) {
        byte[] trace = new byte[8];
        random.nextBytes(trace);
        return Response.status(Response.Status.UNAUTHORIZED)
                .header(
                        "WWW-Authenticate",
                        refusal.isRenewable() ? "Macaroon refresh_device_session=1" : "Macaroon realm=\"brandstore\"")
                .header("X-Oops-Id", HexFormat.of().formatHex(trace))
                .build();
    }
}
