package org.brandstore.api.publisher.login;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import org.brandstore.api.error.Dialect;
import org.brandstore.api.error.ErrorDialect;
import org.brandstore.api.publisher.JsonBodies;
import org.brandstore.security.Effect;
import org.brandstore.security.Open;
import org.brandstore.security.login.LoginConfig;
import org.brandstore.security.login.PublisherLogins;

/** The first step of a login: a root macaroon that says what is asked for (publisher-api.md 3.2). */
@Path("/dev/api/acl")
@Dialect(ErrorDialect.ERROR_LIST_UNDERSCORE)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
public class AclResource {
    private final JsonBodies bodies;
    private final PublisherLogins logins;
    private final LoginConfig config;
    private final Clock clock;

    AclResource(JsonBodies bodies, PublisherLogins logins, LoginConfig config, Clock clock) {
        this.bodies = bodies;
        this.logins = logins;
        this.config = config;
        this.clock = clock;
    }

    @POST
    @Open
    @Effect(Effect.Reach.READS)
    public MacaroonReply begin(InputStream body) {
        Instant now = clock.instant();
        return new MacaroonReply(
                logins.begin(GrantRequest.read(bodies.object(body), now, now.plus(config.credentialTtl()))));
    }
}
