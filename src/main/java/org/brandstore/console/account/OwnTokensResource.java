package org.brandstore.console.account;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.brandstore.account.credential.CredentialLimits;
import org.brandstore.account.credential.IssuedCredential;
import org.brandstore.account.credential.Permission;
import org.brandstore.api.error.Dialect;
import org.brandstore.api.error.ErrorDialect;
import org.brandstore.console.ConsoleSession;
import org.brandstore.console.Texts;
import org.brandstore.naming.ChannelPattern;
import org.brandstore.naming.InvalidNameException;
import org.brandstore.naming.SnapName;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.security.BrowserFace;
import org.brandstore.security.Caller;
import org.brandstore.security.Effect;
import org.brandstore.security.Limits;
import org.brandstore.security.OwnAffair;
import org.brandstore.security.Requires;
import org.brandstore.security.login.LoginGrant;
import org.brandstore.security.login.TokenLogins;
import org.jspecify.annotations.Nullable;

/** Makes API tokens for build servers. */
@Path("/console/account/tokens")
@Dialect(ErrorDialect.HTML)
@BrowserFace
class OwnTokensResource {
    private static final int MAX_DESCRIPTION = 200;
    private static final int MAX_DAYS = 365;

    private final ConsoleSession session;
    private final AccountViews views;
    private final TokenLogins tokens;
    private final Clock clock;

    OwnTokensResource(ConsoleSession session, AccountViews views, TokenLogins tokens, Clock clock) {
        this.session = session;
        this.views = views;
        this.tokens = tokens;
        this.clock = clock;
    }

    /** The fields {@code snaps} and {@code channels} are lists with commas; empty does not narrow. */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Requires(value = Permission.EDIT_ACCOUNT, limits = Limits.NONE)
    @OwnAffair
    @Effect(Effect.Reach.OWN)
    public Response create(
            @FormParam("csrf") @Nullable String csrf,
            @FormParam("description") @Nullable String description,
            @FormParam("permission") List<String> permissions,
            @FormParam("snaps") @Nullable String snaps,
            @FormParam("channels") @Nullable String channels,
            @FormParam("days") @Nullable String days) {
        Caller caller = session.requireForm(csrf);
        return views.attempt(() -> {
            LoginGrant grant = new LoginGrant(
                    description(Texts.of(description)),
                    permissions(permissions),
                    new CredentialLimits(
                            list(Texts.of(snaps), SnapName::new),
                            list(Texts.of(channels), OwnTokensResource::channel),
                            Optional.empty()),
                    clock.instant().plus(Duration.ofDays(days(Texts.of(days)))));
            return shown(tokens.issueToken(caller.person(), grant));
        });
    }

    private static Note shown(IssuedCredential issued) {
        String json = "{\"t\":\"macaroon\",\"v\":\"" + issued.secret() + "\"}";
        return Note.done(
                "The token is made. Copy it now: it is not shown again.",
                new Note.Secret("API token", issued.secret()),
                new Note.Secret(
                        "SNAPCRAFT_STORE_CREDENTIALS, with SNAPCRAFT_STORE_AUTH=onprem",
                        Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.US_ASCII))));
    }

    private static String description(String text) {
        String line = text.strip().replaceAll("\\p{Cntrl}", " ");
        if (line.isEmpty() || line.length() > MAX_DESCRIPTION) {
            throw invalid("say in a few words what the token is for");
        }
        return line;
    }

    private static Set<Permission> permissions(List<String> names) {
        Set<Permission> found =
                names.stream().flatMap(name -> Permission.find(name).stream()).collect(Collectors.toSet());
        if (found.isEmpty()) {
            throw invalid("tick at least one permission");
        }
        return found;
    }

    private static int days(String text) {
        int days = text.matches("[0-9]{1,3}") ? Integer.parseInt(text) : 0;
        if (days < 1 || days > MAX_DAYS) {
            throw invalid("it can work for 1 to " + MAX_DAYS + " days");
        }
        return days;
    }

    private static String channel(String text) {
        ChannelPattern.parse(text);
        return text;
    }

    private static <T> Optional<Set<T>> list(String text, Function<String, T> parse) {
        try {
            Set<T> values = Stream.of(text.split("[,\\s]+", -1))
                    .filter(item -> !item.isEmpty())
                    .map(parse)
                    .collect(Collectors.toSet());
            return values.isEmpty() ? Optional.empty() : Optional.of(values);
        } catch (InvalidNameException e) {
            throw invalid(e.getMessage() == null ? "a name is not valid" : e.getMessage());
        }
    }

    private static StoreException invalid(String why) {
        return new StoreException(ErrorCode.INVALID_FIELD, "cannot make the token: " + why);
    }
}
