package org.brandstore.console.account;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.function.Supplier;
import org.brandstore.account.Role;
import org.brandstore.account.credential.Permission;
import org.brandstore.account.key.AccountKeys;
import org.brandstore.account.key.KeyEnding;
import org.brandstore.api.error.Dialect;
import org.brandstore.api.error.ErrorDialect;
import org.brandstore.approval.ChangeKind;
import org.brandstore.approval.Outcome;
import org.brandstore.assertion.AssertionException;
import org.brandstore.assertion.codec.AssertionDecoder;
import org.brandstore.assertion.database.KeyEndCause;
import org.brandstore.console.ConsoleSession;
import org.brandstore.console.Pages;
import org.brandstore.console.Texts;
import org.brandstore.model.key.BrandKeys;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.KeyId;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.security.BrowserFace;
import org.brandstore.security.Caller;
import org.brandstore.security.Effect;
import org.brandstore.security.InStore;
import org.brandstore.security.Limits;
import org.brandstore.security.OwnAffair;
import org.brandstore.security.Requires;
import org.jspecify.annotations.Nullable;

/** The keys that one registered, and those of the brands that one administers. */
@Path(KeysViews.PATH)
@Dialect(ErrorDialect.HTML)
@BrowserFace
class KeysResource {
    private final ConsoleSession session;
    private final KeysViews views;
    private final AccountKeys keys;
    private final BrandKeys brandKeys;

    KeysResource(ConsoleSession session, KeysViews views, AccountKeys keys, BrandKeys brandKeys) {
        this.session = session;
        this.views = views;
        this.keys = keys;
        this.brandKeys = brandKeys;
    }

    @GET
    @Requires(value = Permission.EDIT_ACCOUNT, limits = Limits.NONE)
    @OwnAffair
    @Effect(Effect.Reach.READS)
    public Response list(Request request) {
        return Pages.live(views.page(Note.NONE), request);
    }

    @POST
    @Path("/end")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Requires(value = Permission.EDIT_ACCOUNT, limits = Limits.NONE)
    @OwnAffair
    @Effect(Effect.Reach.OWN)
    public Response endOwn(
            @FormParam("csrf") @Nullable String csrf,
            @FormParam("key") @Nullable String key,
            @FormParam("cause") @Nullable String cause,
            @FormParam("reason") @Nullable String reason) {
        Caller caller = session.requireForm(csrf);
        return attempt(() -> {
            keys.endOwn(caller.person().id(), key(key), ending(cause, reason), caller.actor());
            return "The key has ended.";
        });
    }

    @POST
    @Path("/{store}/end")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Requires(Permission.STORE_ADMIN)
    @InStore(Role.ADMIN)
    @Effect(value = Effect.Reach.GATED, kinds = ChangeKind.ACCOUNT_KEY_END)
    public Response end(
            @PathParam("store") String store,
            @FormParam("csrf") @Nullable String csrf,
            @FormParam("key") @Nullable String key,
            @FormParam("cause") @Nullable String cause,
            @FormParam("reason") @Nullable String reason) {
        Caller caller = session.requireForm(csrf);
        AccountId brand = views.brand(store);
        return attempt(() ->
                told(brandKeys.end(brand, key(key), ending(cause, reason), caller.actor()), "The key has ended."));
    }

    @POST
    @Path("/{store}/register")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Requires(Permission.STORE_ADMIN)
    @InStore(Role.ADMIN)
    @Effect(value = Effect.Reach.GATED, kinds = ChangeKind.ACCOUNT_KEY)
    public Response register(
            @PathParam("store") String store,
            @FormParam("csrf") @Nullable String csrf,
            @FormParam("request") @Nullable String request,
            @FormParam("reason") @Nullable String reason) {
        Caller caller = session.requireForm(csrf);
        AccountId brand = views.brand(store);
        return attempt(() -> {
            try {
                // browsers end the lines of a form's text with CR LF
                String text = Texts.of(request).replace("\r\n", "\n").strip() + "\n";
                return told(
                        brandKeys.register(
                                brand, AssertionDecoder.decode(text.getBytes(UTF_8)), Texts.of(reason), caller.actor()),
                        "The key signs from now on.");
            } catch (AssertionException e) {
                throw new StoreException(ErrorCode.INVALID_ASSERTION, String.valueOf(e.getMessage()), e);
            }
        });
    }

    private Response attempt(Supplier<String> deed) {
        return Pages.attempt(
                () -> Pages.page(200, views.page(Note.done(deed.get()))), error -> views.page(Note.error(error)));
    }

    private static String told(Outcome outcome, String done) {
        return switch (outcome) {
            case Outcome.Done happened -> done;
            case Outcome.Waiting waiting ->
                "This waits until " + waiting.needed() + " other administrator" + (waiting.needed() == 1 ? "" : "s")
                        + " approve" + (waiting.needed() == 1 ? "s" : "") + " it.";
        };
    }

    private static KeyId key(@Nullable String text) {
        return new KeyId(Texts.of(text));
    }

    private static KeyEnding ending(@Nullable String cause, @Nullable String reason) {
        KeyEndCause why = KeyEndCause.find(Texts.of(cause))
                .orElseThrow(() -> new StoreException(
                        ErrorCode.INVALID_FIELD, "cannot end the key: say whether it is replaced or stolen"));
        return new KeyEnding(why, Optional.empty(), Texts.of(reason));
    }
}
