package org.brandstore.api.publisher.login;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import org.brandstore.account.Accounts;
import org.brandstore.api.error.Dialect;
import org.brandstore.api.error.ErrorDialect;
import org.brandstore.api.publisher.JsonBodies;
import org.brandstore.security.Caller;
import org.brandstore.security.CurrentCaller;
import org.brandstore.security.Effect;
import org.brandstore.security.Limits;
import org.brandstore.security.Open;
import org.brandstore.security.OwnAffair;
import org.brandstore.security.Requires;
import org.brandstore.security.login.PublisherLogins;

/** The tokens of the tools' on-premises mode (publisher-api.md 3.4). */
@Path("/v1/tokens")
@Dialect(ErrorDialect.ERROR_LIST)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
public class GatewayTokensResource {
    private static final int MAX_SECRET = 4_096;

    private final JsonBodies bodies;
    private final PublisherLogins logins;
    private final CurrentCaller current;
    private final Accounts accounts;

    GatewayTokensResource(JsonBodies bodies, PublisherLogins logins, CurrentCaller current, Accounts accounts) {
        this.bodies = bodies;
        this.logins = logins;
        this.current = current;
        this.accounts = accounts;
    }

    @POST
    @Path("offline/exchange")
    @Open
    @Effect(Effect.Reach.OWN)
    public MacaroonReply exchange(InputStream request) {
        return new MacaroonReply(logins.exchange(bodies.object(request).text("macaroon", MAX_SECRET)));
    }

    @GET
    @Path("whoami")
    @Requires(
            value = {},
            limits = Limits.ANY)
    @OwnAffair
    @Effect(Effect.Reach.READS)
    public Whoami whoami() {
        Caller caller = current.get();
        return Whoami.of(caller, accounts.find(caller.person().account()).orElseThrow());
    }
}
