package org.brandstore.console.account;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.brandstore.account.credential.Permission;
import org.brandstore.account.factor.SecondFactors;
import org.brandstore.api.error.Dialect;
import org.brandstore.api.error.ErrorDialect;
import org.brandstore.console.ConsoleSession;
import org.brandstore.console.Texts;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.security.BrowserFace;
import org.brandstore.security.Caller;
import org.brandstore.security.Effect;
import org.brandstore.security.Limits;
import org.brandstore.security.OwnAffair;
import org.brandstore.security.Requires;
import org.brandstore.security.login.PersonLogins;
import org.jspecify.annotations.Nullable;

/** One's own second factor. What weakens it wants a code of it, so that an open browser is not enough. */
@Path("/console/account/second-factor")
@Dialect(ErrorDialect.HTML)
@BrowserFace
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
class SecondFactorResource {
    private final ConsoleSession session;
    private final AccountViews views;
    private final SecondFactors factors;
    private final PersonLogins logins;

    SecondFactorResource(ConsoleSession session, AccountViews views, SecondFactors factors, PersonLogins logins) {
        this.session = session;
        this.views = views;
        this.factors = factors;
        this.logins = logins;
    }

    /** The secret is on the page that this answers, and on no other. */
    @POST
    @Path("/begin")
    @Requires(value = Permission.EDIT_ACCOUNT, limits = Limits.NONE)
    @OwnAffair
    @Effect(Effect.Reach.OWN)
    public Response begin(@FormParam("csrf") @Nullable String csrf) {
        Caller caller = session.requireForm(csrf);
        return views.attempt(() -> Note.setUp(factors.begin(caller.person(), caller.actor()), ""));
    }

    @POST
    @Path("/confirm")
    @Requires(value = Permission.EDIT_ACCOUNT, limits = Limits.NONE)
    @OwnAffair
    @Effect(Effect.Reach.OWN)
    public Response confirm(@FormParam("csrf") @Nullable String csrf, @FormParam("code") @Nullable String code) {
        Caller caller = session.requireForm(csrf);
        return views.attempt(() -> {
            try {
                return recoveryCodes(
                        "Signing in asks for a code from now on.",
                        factors.confirm(caller.person(), Texts.of(code).strip(), caller.actor()));
            } catch (StoreException e) {
                if (e.code() != ErrorCode.TWOFACTOR_FAILURE) {
                    throw e;
                }
                return Note.setUp(
                        factors.begin(caller.person(), caller.actor()),
                        "That code was wrong. Here is a new picture: delete the earlier entry in your app and scan this"
                                + " one.");
            }
        });
    }

    @POST
    @Path("/recovery-codes")
    @Requires(value = Permission.EDIT_ACCOUNT, limits = Limits.NONE)
    @OwnAffair
    @Effect(Effect.Reach.OWN)
    public Response recoveryCodes(@FormParam("csrf") @Nullable String csrf, @FormParam("code") @Nullable String code) {
        Caller caller = session.requireForm(csrf);
        return views.attempt(() -> {
            logins.checkCode(caller.person(), Texts.of(code));
            return recoveryCodes(
                    "The earlier recovery codes do not work any more.",
                    factors.renewRecoveryCodes(caller.person(), caller.actor()));
        });
    }

    @POST
    @Path("/remove")
    @Requires(value = Permission.EDIT_ACCOUNT, limits = Limits.NONE)
    @OwnAffair
    @Effect(Effect.Reach.OWN)
    public Response remove(@FormParam("csrf") @Nullable String csrf, @FormParam("code") @Nullable String code) {
        Caller caller = session.requireForm(csrf);
        return views.attempt(() -> {
            logins.checkCode(caller.person(), Texts.of(code));
            factors.remove(caller.person(), caller.actor());
            return Note.done("Signing in asks for the password only.");
        });
    }

    private static Note recoveryCodes(String done, List<String> codes) {
        return Note.done(
                done + " Keep these recovery codes, each works once if you lose your app. They are not shown again.",
                new Note.Secret("Recovery codes", String.join("\n", codes)));
    }
}
