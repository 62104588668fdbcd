package org.brandstore.console.snap;

import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.brandstore.account.Person;
import org.brandstore.approval.Outcome;
import org.brandstore.console.Frames;
import org.brandstore.console.Pages;
import org.brandstore.security.Caller;
import org.brandstore.snap.Snap;

/** The page of a snap, on which what its forms ask for is told. */
@Singleton
class BoardPages {
    private final Frames frames;
    private final ViewedSnaps snaps;
    private final Boards boards;

    BoardPages(Frames frames, ViewedSnaps snaps, Boards boards) {
        this.frames = frames;
        this.snaps = snaps;
        this.boards = boards;
    }

    /** @param before which revisions to list: those with smaller numbers; empty for the newest */
    SnapPages.Board of(String name, Person viewer, OptionalInt before) {
        return page(snaps.require(name), name, viewer, before, "");
    }

    /**
     * Does what a form of the page asks for. A snap that the caller does not see is not found.
     *
     * @param part of the page to go on to, such as {@code #uploads}; may be empty
     */
    Response attempt(Caller caller, String name, String part, Runnable deed) {
        Snap snap = snaps.see(caller.person(), name);
        return Pages.attempt(
                ViewedSnaps.path(name) + part,
                deed,
                error -> page(snap, name, caller.person(), OptionalInt.empty(), error));
    }

    /** As {@link #attempt}, for a change that may have to wait; then it goes on to where it waits. */
    Response propose(Caller caller, String name, Supplier<Outcome> deed) {
        Snap snap = snaps.see(caller.person(), name);
        return Pages.attempt(
                () -> Pages.redirect(next(name, deed.get())).build(),
                error -> page(snap, name, caller.person(), OptionalInt.empty(), error));
    }

    /** Where a change goes on: to the snap if it has happened, else to the changes that wait. */
    static String next(String name, Outcome outcome) {
        return outcome instanceof Outcome.Waiting waiting
                ? "/console/proposals#proposal-" + waiting.proposal()
                : ViewedSnaps.path(name);
    }

    private SnapPages.Board page(Snap snap, String name, Person viewer, OptionalInt before, String error) {
        String path = ViewedSnaps.path(name);
        String here = before.isEmpty() ? path : RevisionPages.before(path, before.getAsInt());
        return new SnapPages.Board(
                frames.of(here, "snaps", snap.name().value()), boards.of(snap, path, before, viewer), error);
    }
}
