package org.brandstore.api.publisher.account;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.brandstore.account.Account;
import org.brandstore.account.Accounts;
import org.brandstore.account.Role;
import org.brandstore.account.credential.Permission;
import org.brandstore.account.key.AccountKeys;
import org.brandstore.api.error.Dialect;
import org.brandstore.api.error.ErrorDialect;
import org.brandstore.api.publisher.CallerAccounts;
import org.brandstore.api.publisher.CallerSnaps;
import org.brandstore.api.publisher.JsonBodies;
import org.brandstore.api.publisher.JsonBody;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionException;
import org.brandstore.assertion.codec.AssertionDecoder;
import org.brandstore.naming.AccountId;
import org.brandstore.security.AcrossStores;
import org.brandstore.security.Caller;
import org.brandstore.security.Effect;
import org.brandstore.security.InStore;
import org.brandstore.security.Limits;
import org.brandstore.security.Requires;

/** The caller's account: what it has, and the keys that it registers (publisher-api.md 4.2 and 4.4). */
@Path("/dev/api/account")
@Dialect(ErrorDialect.ERROR_LIST_UNDERSCORE)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
public class AccountResource {
    private static final int MAX_ASSERTION = 2 * 1024 * 1024;

    /** The reply to a registered key; the tools do not read it. */
    record RegisteredKey(@JsonProperty("account_key") Key accountKey) {
        record Key(
                @JsonProperty("account-id") String accountId,
                @JsonProperty("name") String name,
                @JsonProperty("public-key-sha3-384") String id) {}
    }

    private final CallerSnaps callerSnaps;
    private final CallerAccounts callerAccounts;
    private final Accounts accounts;
    private final AccountHoldings holdings;
    private final AccountKeys keys;
    private final JsonBodies bodies;
    private final Clock clock;

    AccountResource(
            CallerSnaps callerSnaps,
            CallerAccounts callerAccounts,
            Accounts accounts,
            AccountHoldings holdings,
            AccountKeys keys,
            JsonBodies bodies,
            Clock clock) {
        this.callerSnaps = callerSnaps;
        this.callerAccounts = callerAccounts;
        this.accounts = accounts;
        this.holdings = holdings;
        this.keys = keys;
        this.bodies = bodies;
        this.clock = clock;
    }

    /** Any credential will do: key registration asks for this with a credential that is good for nothing else. */
    @GET
    @Requires(
            value = {},
            limits = Limits.ANY)
    @AcrossStores
    @Effect(Effect.Reach.READS)
    public AccountReply account() {
        Caller caller = callerSnaps.caller();
        Account account = accounts.find(caller.person().account()).orElseThrow();
        String id = account.id().value();
        List<AccountReply.Key> registered = registered(account.id());
        return new AccountReply(
                id,
                id,
                id,
                caller.person().email(),
                account.username(),
                account.username(),
                account.displayName(),
                account.validation(),
                registered,
                registered,
                holdings.stores(caller),
                Map.of("16", holdings.snaps()));
    }

    /** For the caller's own account: there the key can say whatever it likes, and nothing in the name of a brand. */
    @POST
    @Path("account-key")
    @Requires(Permission.MODIFY_ACCOUNT_KEY)
    @InStore({Role.ADMIN, Role.PUBLISHER, Role.OUTSIDE_PUBLISHER, Role.RELEASE_MANAGER})
    @Effect(Effect.Reach.OWN)
    public RegisteredKey registerKey(InputStream request) {
        JsonBody body = bodies.object(request);
        String text = body.text("account_key_request", MAX_ASSERTION);
        callerAccounts.requireWorking();
        try {
            Assertion key =
                    keys.registerOwn(callerSnaps.caller().person(), AssertionDecoder.decode(text.getBytes(UTF_8)));
            return new RegisteredKey(
                    new RegisteredKey.Key(key.text("account-id"), key.text("name"), key.text("public-key-sha3-384")));
        } catch (AssertionException e) {
            throw body.wrong("account_key_request", String.valueOf(e.getMessage()));
        }
    }

    private List<AccountReply.Key> registered(AccountId account) {
        Instant now = clock.instant();
        return keys.of(account).stream()
                .filter(key -> key.isUsableAt(now))
                .map(key -> new AccountReply.Key(key.name().value(), key.id().value()))
                .toList();
    }
}
