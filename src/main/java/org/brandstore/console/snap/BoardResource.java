package org.brandstore.console.snap;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.brandstore.account.Person;
import org.brandstore.account.credential.Permission;
import org.brandstore.api.error.Dialect;
import org.brandstore.api.error.ErrorDialect;
import org.brandstore.approval.ChangeKind;
import org.brandstore.approval.Outcome;
import org.brandstore.console.ConsoleSession;
import org.brandstore.console.Pages;
import org.brandstore.console.Texts;
import org.brandstore.event.Reason;
import org.brandstore.naming.Channel;
import org.brandstore.naming.Revision;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.release.Closings;
import org.brandstore.release.Releases;
import org.brandstore.release.channel.Progressive;
import org.brandstore.release.track.Tracks;
import org.brandstore.security.BrowserFace;
import org.brandstore.security.Caller;
import org.brandstore.security.Effect;
import org.brandstore.security.OnSnap;
import org.brandstore.security.Requires;
import org.brandstore.snap.NewSubmission;
import org.brandstore.snap.Snap;
import org.brandstore.snap.SnapOperation;
import org.brandstore.snap.Submissions;
import org.jspecify.annotations.Nullable;

/** A snap: what its channels offer, what could be released, and how uploads stand. */
@Path("/console/snaps/{name}")
@Dialect(ErrorDialect.HTML)
@BrowserFace
class BoardResource {
    private final ConsoleSession session;
    private final ViewedSnaps snaps;
    private final BoardPages pages;
    private final Releases releases;
    private final Closings closings;
    private final Submissions submissions;
    private final ComponentFiles components;
    private final Tracks tracks;

    BoardResource(
            ConsoleSession session,
            ViewedSnaps snaps,
            BoardPages pages,
            Releases releases,
            Closings closings,
            Submissions submissions,
            ComponentFiles components,
            Tracks tracks) {
        this.tracks = tracks;
        this.session = session;
        this.snaps = snaps;
        this.pages = pages;
        this.releases = releases;
        this.closings = closings;
        this.submissions = submissions;
        this.components = components;
    }

    /** @param before lists the revisions with smaller numbers than this; without it, the newest */
    @GET
    @Requires(Permission.PACKAGE_ACCESS)
    @OnSnap(SnapOperation.SEE)
    @Effect(Effect.Reach.READS)
    public Response get(
            @PathParam("name") String name, @QueryParam("before") @Nullable String before, Request request) {
        String start = Texts.of(before);
        OptionalInt number =
                start.matches("[0-9]{1,9}") ? OptionalInt.of(Integer.parseInt(start)) : OptionalInt.empty();
        return Pages.live(pages.of(name, session.caller().person(), number), request);
    }

    /**
     * Releases a revision.
     *
     * @param channels chosen or typed; those left empty do not count
     * @param percentage the share of the devices; empty for all
     * @param paused {@code yes} if no further device is to get it
     */
    @POST
    @Path("/release")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Requires(Permission.PACKAGE_RELEASE)
    @OnSnap(SnapOperation.RELEASE)
    @Effect(Effect.Reach.RELEASE)
    public Response release(
            @PathParam("name") String name,
            @FormParam("csrf") @Nullable String csrf,
            @FormParam("revision") @Nullable String revision,
            @FormParam("channel") List<String> channels,
            @FormParam("percentage") @Nullable String percentage,
            @FormParam("paused") @Nullable String paused) {
        Caller caller = session.requireForm(csrf);
        return pages.attempt(caller, name, "", () -> {
            Snap snap = snaps.require(name);
            releases.release(
                    snap.id(),
                    revision(Texts.of(revision)),
                    required(snap, channels),
                    share(Texts.of(percentage), "yes".equals(paused)),
                    caller.person(),
                    caller.actor());
        });
    }

    @POST
    @Path("/close")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Requires(Permission.PACKAGE_RELEASE)
    @OnSnap(SnapOperation.RELEASE)
    @Effect(value = Effect.Reach.GATED, kinds = ChangeKind.CLOSE_CHANNEL)
    public Response close(
            @PathParam("name") String name,
            @FormParam("csrf") @Nullable String csrf,
            @FormParam("channel") List<String> channels,
            @FormParam("reason") @Nullable String reason) {
        Caller caller = session.requireForm(csrf);
        return pages.propose(caller, name, () -> {
            Snap snap = snaps.require(name);
            return closings
                    .close(snap.id(), required(snap, channels), Reason.require(Texts.of(reason)), caller.actor())
                    .stream()
                    .map(Closings.Closing::outcome)
                    .filter(outcome -> !outcome.isDone())
                    .findFirst()
                    .orElseGet(Outcome.Done::new);
        });
    }

    /**
     * Makes a submission of a file that the page has uploaded.
     *
     * @param upload what the upload was answered with
     * @param size of the file in bytes, as the browser knows it
     * @param channels where to release to afterwards; may be empty
     * @param files the uploads of the component files that go with it
     */
    @POST
    @Path("/uploads")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Requires(Permission.PACKAGE_PUSH)
    @OnSnap(SnapOperation.PUBLISH)
    @Effect(Effect.Reach.RELEASE)
    public Response submit(
            @PathParam("name") String name,
            @FormParam("csrf") @Nullable String csrf,
            @FormParam("upload") @Nullable String upload,
            @FormParam("size") @Nullable String size,
            @FormParam("channel") List<String> channels,
            @FormParam("component") List<String> files) {
        Caller caller = session.requireForm(csrf);
        Person viewer = caller.person();
        return pages.attempt(caller, name, "#uploads", () -> {
            Snap snap = snaps.require(name);
            List<Channel> wanted = channels(snap, channels);
            if (!wanted.isEmpty()) {
                snaps.further(snap, SnapOperation.RELEASE, Permission.PACKAGE_RELEASE);
            }
            submissions.submit(
                    new NewSubmission(
                            snap.id(), Texts.of(upload), wanted, size(Texts.of(size)), components.named(files)),
                    viewer,
                    caller.actor());
        });
    }

    private static Revision revision(String text) {
        if (text.isEmpty()) {
            throw new StoreException(ErrorCode.INVALID_FIELD, "cannot release: choose a revision first");
        }
        return Revision.parse(text);
    }

    private List<Channel> required(Snap snap, List<String> typed) {
        List<Channel> channels = channels(snap, typed);
        if (channels.isEmpty()) {
            throw new StoreException(ErrorCode.INVALID_FIELD, "cannot change a channel: choose one first");
        }
        return channels;
    }

    /** As for the tools, a missing track is {@code latest}; what is named must exist. */
    private List<Channel> channels(Snap snap, List<String> typed) {
        List<Channel> channels = typed.stream()
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .map(Channel::parse)
                .distinct()
                .toList();
        channels.forEach(channel -> tracks.require(snap, channel));
        return channels;
    }

    private static Progressive share(String percentage, boolean paused) {
        if (percentage.isEmpty() && !paused) {
            return Progressive.WHOLE;
        }
        if (!percentage.matches("[0-9]{1,3}")) {
            throw new StoreException(
                    ErrorCode.INVALID_FIELD, "cannot release to this share: say a whole number of percent, 1 to 100");
        }
        return new Progressive(Integer.parseInt(percentage), paused);
    }

    private static OptionalLong size(String text) {
        return text.matches("[0-9]{1,18}") ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
    }
}
