package org.brandstore.api.admin;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.brandstore.account.Credentials;
import org.brandstore.account.IssuedCredential;
import org.brandstore.api.error.Dialect;
import org.brandstore.api.error.ErrorDialect;
import org.brandstore.security.Caller;
import org.brandstore.security.Open;
import org.brandstore.security.SignedIn;
import org.brandstore.security.TokenLogins;

/** API tokens. */
@Path("/api/admin/v1/tokens")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Dialect(ErrorDialect.PROBLEM)
public class TokenResource {
    private final TokenLogins logins;
    private final Credentials credentials;
    private final AdminAccess access;

    TokenResource(TokenLogins logins, Credentials credentials, AdminAccess access) {
        this.logins = logins;
        this.credentials = credentials;
        this.access = access;
    }

    /** What a person signs in with. */
    public record Login(
            @NotNull @Size(max = 256) String email,
            @NotNull @Size(max = 256) String password,
            @NotNull @Size(max = 200) String description) {
        @Override
        public String toString() {
            return "Login[" + email + "]";
        }
    }

    /** A new token; it is told this once. */
    public record Token(String id, String token, String expires) {
        @Override
        public String toString() {
            return "Token[" + id + "]";
        }
    }

    @POST
    @Open
    public Token create(@NotNull @Valid Login login) {
        IssuedCredential issued = logins.login(login.email(), login.password().toCharArray(), login.description());
        return new Token(
                issued.credential().id().toString(),
                issued.secret(),
                issued.credential().expiresAt().map(Object::toString).orElse(""));
    }

    /** Ends the token that the call is made with. */
    @DELETE
    @Path("/current")
    @SignedIn
    public void revoke() {
        Caller caller = access.caller();
        credentials.revoke(caller.credential().id(), caller.actor());
    }
}
