package org.brandstore.api.admin.people;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.brandstore.account.Person;
import org.brandstore.account.credential.Credential;
import org.brandstore.account.credential.CredentialId;
import org.brandstore.account.credential.CredentialUse;
import org.brandstore.account.credential.Credentials;
import org.brandstore.account.credential.IssuedCredential;
import org.brandstore.account.credential.Permission;
import org.brandstore.api.admin.AdminAccess;
import org.brandstore.api.error.Dialect;
import org.brandstore.api.error.ErrorDialect;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.security.Caller;
import org.brandstore.security.Effect;
import org.brandstore.security.Limits;
import org.brandstore.security.Open;
import org.brandstore.security.OwnAffair;
import org.brandstore.security.Requires;
import org.brandstore.security.login.LoginConfig;
import org.brandstore.security.login.LoginGrant;
import org.brandstore.security.login.PersonLogins;
import org.brandstore.security.login.TokenLogins;
import org.jspecify.annotations.Nullable;

/** API tokens, and the other credentials of the person who asks. */
@Path("/api/admin/v1/tokens")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Dialect(ErrorDialect.PROBLEM)
public class TokenResource {
    private final PersonLogins people;
    private final TokenLogins tokens;
    private final Credentials credentials;
    private final AdminAccess access;
    private final LoginConfig config;
    private final Clock clock;

    TokenResource(
            PersonLogins people,
            TokenLogins tokens,
            Credentials credentials,
            AdminAccess access,
            LoginConfig config,
            Clock clock) {
        this.people = people;
        this.tokens = tokens;
        this.credentials = credentials;
        this.access = access;
        this.config = config;
        this.clock = clock;
    }

    /**
     * What a person signs in with, and what the token is for, with the fields of {@link TokenScope}.
     *
     * @param otp the one-time password, for people who have a second factor
     */
    public record Login(
            @NotNull @Size(max = 256) String email,
            @NotNull @Size(max = 256) String password,
            @Nullable @Size(max = 64) String otp,
            @NotNull @Size(min = 1, max = 200) String description,
            @Nullable @Size(min = 1, max = 32) List<@Size(max = 64) String> permissions,
            @Nullable @Size(max = 100) List<@Size(max = 64) String> snaps,
            @Nullable @Size(max = 100) List<@Size(max = 200) String> channels,
            @Nullable @Size(max = 100) List<@Size(max = 64) String> stores,
            @Nullable Instant expires) {
        TokenScope scope() {
            return new TokenScope(description, permissions, snaps, channels, stores, expires);
        }

        @Override
        public String toString() {
            return "Login[" + email + "]";
        }
    }

    /** A new token; it is told this once. */
    public record Token(String id, String token, String expires) {
        static Token of(IssuedCredential issued) {
            return new Token(
                    issued.credential().id().toString(),
                    issued.secret(),
                    issued.credential().expiresAt().map(Object::toString).orElse(""));
        }

        @Override
        public String toString() {
            return "Token[" + id + "]";
        }
    }

    /**
     * A credential in a list; the lists are null where it is not narrowed.
     *
     * @param lastUsed to within five minutes; empty if it never was
     */
    @JsonNaming(PropertyNamingStrategies.KebabCaseStrategy.class)
    public record TokenItem(
            String id,
            String kind,
            String description,
            List<String> permissions,
            @Nullable List<String> snaps,
            @Nullable List<String> channels,
            @Nullable List<String> stores,
            String created,
            String expires,
            String lastUsed,
            boolean current) {
        static TokenItem of(CredentialUse use, CredentialId present) {
            Credential credential = use.credential();
            return new TokenItem(
                    credential.id().toString(),
                    credential.kind().wireName(),
                    credential.description(),
                    texts(credential.permissions().stream()
                            .map(Permission::wireName)
                            .toList()),
                    credential.limits().snaps().map(TokenItem::texts).orElse(null),
                    credential.limits().channels().map(TokenItem::texts).orElse(null),
                    credential.limits().stores().map(TokenItem::texts).orElse(null),
                    credential.createdAt().toString(),
                    text(credential.expiresAt()),
                    text(use.lastUsedAt()),
                    credential.id().equals(present));
        }

        private static List<String> texts(Collection<?> values) {
            return values.stream().map(Object::toString).sorted().toList();
        }

        private static String text(Optional<Instant> time) {
            return time.map(Instant::toString).orElse("");
        }
    }

    /** A token for e-mail and password, and the one-time password of people who have a second factor. */
    @POST
    @Open
    @Effect(Effect.Reach.OWN)
    public Token create(@NotNull @Valid Login login) {
        LoginGrant grant = grant(login.scope());
        Person person = people.signIn(login.email(), login.password().toCharArray(), login.otp());
        return Token.of(tokens.issueToken(person, grant));
    }

    /**
     * A narrower token for somebody who has one; it cannot allow more than the one that the call is made with, nor work
     * longer: it ends when that ends or is revoked.
     */
    @POST
    @Path("/derived")
    @Requires(value = Permission.EDIT_ACCOUNT, limits = Limits.NONE)
    @OwnAffair
    @Effect(Effect.Reach.OWN)
    public Token derive(@NotNull @Valid TokenScope scope) {
        Caller caller = access.caller();
        return Token.of(tokens.deriveToken(caller, grant(scope)));
    }

    /** What works now, newest first: tokens, console sessions and credentials of snapcraft. */
    @GET
    @Requires(value = Permission.EDIT_ACCOUNT, limits = Limits.NONE)
    @OwnAffair
    @Effect(Effect.Reach.READS)
    public List<TokenItem> list() {
        Caller caller = access.caller();
        return credentials.uses(caller.person().id()).stream()
                .map(use -> TokenItem.of(use, caller.credential().id()))
                .toList();
    }

    /** Ends the token that the call is made with. */
    @DELETE
    @Path("/current")
    @Requires({})
    @OwnAffair
    @Effect(Effect.Reach.OWN)
    public void revoke() {
        Caller caller = access.caller();
        credentials.revoke(caller.credential().id(), caller.actor());
    }

    /** Ends one of one's own credentials. Another's is not found. */
    @DELETE
    @Path("/{id}")
    @Requires(value = Permission.EDIT_ACCOUNT, limits = Limits.NONE)
    @OwnAffair
    @Effect(Effect.Reach.OWN)
    public void revoke(String id) {
        Caller caller = access.caller();
        credentials.revokeOwn(caller.person().id(), new CredentialId(uuid(id)), caller.actor());
    }

    private LoginGrant grant(TokenScope scope) {
        return scope.grant(clock.instant(), config.credentialTtl());
    }

    private static UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw new StoreException(ErrorCode.NOT_FOUND, "cannot find the credential " + text, e);
        }
    }
}
