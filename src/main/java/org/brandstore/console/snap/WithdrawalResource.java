package org.brandstore.console.snap;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import org.brandstore.account.credential.Permission;
import org.brandstore.api.error.Dialect;
import org.brandstore.api.error.ErrorDialect;
import org.brandstore.approval.ChangeKind;
import org.brandstore.approval.Outcome;
import org.brandstore.console.ConsoleSession;
import org.brandstore.console.Frames;
import org.brandstore.console.Pages;
import org.brandstore.console.Texts;
import org.brandstore.naming.Revision;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.release.RevisionWithdrawals;
import org.brandstore.security.BrowserFace;
import org.brandstore.security.Caller;
import org.brandstore.security.Effect;
import org.brandstore.security.OnSnap;
import org.brandstore.security.Requires;
import org.brandstore.snap.Snap;
import org.brandstore.snap.SnapOperation;
import org.jspecify.annotations.Nullable;

/** Withdraws a revision, after saying what devices get instead. */
@Path("/console/snaps/{name}/revisions/{revision}/withdraw")
@Dialect(ErrorDialect.HTML)
@BrowserFace
class WithdrawalResource {
    private final ConsoleSession session;
    private final Frames frames;
    private final ViewedSnaps snaps;
    private final WithdrawalViews views;
    private final RevisionWithdrawals withdrawals;

    WithdrawalResource(
            ConsoleSession session,
            Frames frames,
            ViewedSnaps snaps,
            WithdrawalViews views,
            RevisionWithdrawals withdrawals) {
        this.session = session;
        this.frames = frames;
        this.snaps = snaps;
        this.views = views;
        this.withdrawals = withdrawals;
    }

    @GET
    @Requires(Permission.PACKAGE_ACCESS)
    @OnSnap(SnapOperation.RELEASE)
    @Effect(Effect.Reach.READS)
    public Response get(@PathParam("name") String name, @PathParam("revision") String revision, Request request) {
        Snap snap = snaps.require(name);
        return Pages.live(page(snap, name, revision(revision), "", ""), request);
    }

    /** @param sure {@code yes} if the person has ticked that they mean it */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Requires(Permission.PACKAGE_RELEASE)
    @OnSnap(SnapOperation.RELEASE)
    @Effect(value = Effect.Reach.GATED, kinds = ChangeKind.WITHDRAW_REVISION)
    public Response withdraw(
            @PathParam("name") String name,
            @PathParam("revision") String revision,
            @FormParam("csrf") @Nullable String csrf,
            @FormParam("reason") @Nullable String reason,
            @FormParam("sure") @Nullable String sure) {
        Caller caller = session.requireForm(csrf);
        Snap snap = snaps.require(name);
        Revision number = revision(revision);
        return Pages.attempt(
                () -> {
                    if (!"yes".equals(sure)) {
                        throw new StoreException(
                                ErrorCode.INVALID_FIELD,
                                "cannot withdraw revision " + number
                                        + ": tick that you mean it, nothing brings it back");
                    }
                    Outcome outcome = withdrawals.withdraw(snap.id(), number, Texts.of(reason), caller.actor());
                    return Pages.redirect(BoardPages.next(name, outcome)).build();
                },
                error -> page(snap, name, number, error, Texts.of(reason)));
    }

    private SnapPages.Withdrawal page(Snap snap, String name, Revision revision, String error, String reason) {
        String board = ViewedSnaps.path(name);
        return new SnapPages.Withdrawal(
                frames.of(WithdrawalViews.path(board, revision), "snaps", "Withdraw revision " + revision),
                views.of(snap, board, revision),
                error,
                reason);
    }

    private static Revision revision(String text) {
        if (!text.matches("[1-9][0-9]{0,8}")) {
            throw new StoreException(ErrorCode.REVISION_NOT_FOUND, "cannot find this revision: there is none");
        }
        return Revision.parse(text);
    }
}
