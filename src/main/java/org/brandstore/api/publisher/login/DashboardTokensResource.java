package org.brandstore.api.publisher.login;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.Arrays;
import org.brandstore.account.Accounts;
import org.brandstore.api.error.Dialect;
import org.brandstore.api.error.ErrorDialect;
import org.brandstore.api.publisher.JsonBodies;
import org.brandstore.api.publisher.JsonBody;
import org.brandstore.security.Caller;
import org.brandstore.security.CurrentCaller;
import org.brandstore.security.Effect;
import org.brandstore.security.Limits;
import org.brandstore.security.Open;
import org.brandstore.security.OwnAffair;
import org.brandstore.security.Requires;
import org.brandstore.security.login.PublisherLogins;

/** The sign-on service that the tools of the default mode call, and who they are to the store (publisher-api.md 3.2 and 4.1). */
@Path("/api/v2/tokens")
@Dialect(ErrorDialect.ERROR_LIST_UNDERSCORE)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
public class DashboardTokensResource {
    private static final int MAX_MACAROON = 65_536;
    private static final int MAX_PASSWORD = 1_024;
    private static final int MAX_CODE = 64;

    private final JsonBodies bodies;
    private final PublisherLogins logins;
    private final CurrentCaller current;
    private final Accounts accounts;

    DashboardTokensResource(JsonBodies bodies, PublisherLogins logins, CurrentCaller current, Accounts accounts) {
        this.bodies = bodies;
        this.logins = logins;
        this.current = current;
        this.accounts = accounts;
    }

    @POST
    @Path("discharge")
    @Open
    @Effect(Effect.Reach.OWN)
    public DischargeReply discharge(InputStream request) {
        JsonBody body = bodies.object(request);
        String email = body.text("email", 320);
        String caveat = body.text("caveat_id", MAX_MACAROON);
        char[] password = body.text("password", MAX_PASSWORD).toCharArray();
        try {
            String code = body.optionalText("otp", MAX_CODE).orElse(null);
            return new DischargeReply(logins.discharge(email, password, code, caveat));
        } finally {
            Arrays.fill(password, '\0');
        }
    }

    @POST
    @Path("refresh")
    @Open
    @Effect(Effect.Reach.OWN)
    public DischargeReply refresh(InputStream request) {
        String discharge = bodies.object(request).text("discharge_macaroon", MAX_MACAROON);
        return new DischargeReply(logins.refresh(discharge));
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
