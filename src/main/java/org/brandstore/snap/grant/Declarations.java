package org.brandstore.snap.grant;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.brandstore.account.Actor;
import org.brandstore.account.PersonId;
import org.brandstore.account.Role;
import org.brandstore.approval.Deciding;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionException;
import org.brandstore.assertion.AssertionRef;
import org.brandstore.assertion.AssertionType;
import org.brandstore.assertion.HeaderValue;
import org.brandstore.assertion.Headers;
import org.brandstore.assertion.database.PostgresAssertionDatabase;
import org.brandstore.authority.Authority;
import org.brandstore.event.Events;
import org.brandstore.event.Reason;
import org.brandstore.event.change.SnapChange;
import org.brandstore.naming.SnapId;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.snap.ReviewQueue;
import org.brandstore.snap.Snap;
import org.brandstore.snap.Snaps;
import org.brandstore.snap.collaborator.Collaborators;
import org.brandstore.snap.review.GrantAuthors;
import org.brandstore.store.Memberships;

/**
 * Edits the snap-declarations: they grant what devices do not allow every snap. Devices decide by the declaration alone, so it is checked more strictly than they do before it is signed.
 */
@ApplicationScoped
public class Declarations {
    private static final String SERIES = "16";

    private final Snaps snaps;
    private final PostgresAssertionDatabase assertions;
    private final Authority authority;
    private final Memberships memberships;
    private final ReviewQueue reviews;
    private final Collaborators collaborators;
    private final GrantAuthors authors;
    private final Events events;

    Declarations(
            Snaps snaps,
            PostgresAssertionDatabase assertions,
            Authority authority,
            Memberships memberships,
            ReviewQueue reviews,
            Collaborators collaborators,
            GrantAuthors authors,
            Events events) {
        this.snaps = snaps;
        this.assertions = assertions;
        this.authority = authority;
        this.memberships = memberships;
        this.reviews = reviews;
        this.collaborators = collaborators;
        this.authors = authors;
        this.events = events;
    }

    /**
     * What is granted to a snap. Whether the caller may see the snap is theirs to check.
     *
     * @throws StoreException {@link ErrorCode#ID_NOT_FOUND} if there is no such snap
     */
    @Transactional
    public SnapGrants of(SnapId id) {
        return grants(snaps.require(id));
    }

    /**
     * Replaces what is granted to a snap and signs the new declaration. What waits for a review is looked at again with it.
     * Granting again what somebody else has granted confirms it: to the uploads of who granted last it gives nothing.
     * Reached through {@link SnapGranting} alone, under the locks of {@link #lock}.
     *
     * @param by whose word it is; empty for whoever runs commands on the server
     */
    void apply(SnapId id, List<UUID> waiting, GrantChange wanted, Optional<PersonId> by, Actor actor) {
        Snap snap = snaps.require(id);
        assertions.lock(ref(id));
        SnapGrants before = grants(snap);
        requireFresh(snap, before, wanted);
        issue(snap, wanted.headers());
        SnapGrants after = grants(snap);
        boolean otherAuthor = by.filter(person -> authors.note(person, id)).isPresent();
        boolean changed = after.revision() != before.revision();
        if (!changed && !otherAuthor) {
            return;
        }
        events.record(
                actor.label(),
                changed
                        ? new SnapChange.GrantsChanged(snap.brand(), id, told(before), told(after), wanted.reason())
                        : new SnapChange.GrantsConfirmed(snap.brand(), id, told(after), wanted.reason()));
        reviews.lookAgain(waiting, actor);
    }

    /** What waits for a review of the snap, which nobody decides about meanwhile. */
    List<UUID> lock(SnapId id) {
        return reviews.lockWaiting(id);
    }

    /**
     * Whether what is wanted can be granted: it is well-formed, made from the present state, and ours to sign.
     *
     * @return the same as a change of what is granted now
     */
    GrantChange check(Snap snap, GrantChange wanted) {
        SnapGrants now = grants(snap);
        requireFresh(snap, now, wanted);
        new GrantCheck(assertions).check(wanted.headers());
        return new GrantChange(wanted.headers(), OptionalInt.of(now.revision()), Reason.require(wanted.reason()));
    }

    private void requireFresh(Snap snap, SnapGrants before, GrantChange wanted) {
        if (wanted.basedOn().orElse(before.revision()) != before.revision()) {
            throw new StoreException(
                    ErrorCode.CONFLICT,
                    "cannot change the grants of snap " + snap.name() + ": they were changed meanwhile, to revision "
                            + before.revision() + " of the declaration; look at them and try again");
        }
        assertions
                .find(ref(snap.id()))
                .filter(held -> !authority.isIssuerOf(held))
                .ifPresent(held -> {
                    throw new StoreException(
                            ErrorCode.CONFLICT,
                            "cannot change the grants of snap " + snap.name() + ": its declaration is signed by "
                                    + held.authorityId().orElse("another authority") + ", ask there for a new one");
                });
    }

    private void issue(Snap snap, Headers wanted) {
        try {
            authority.issueSnapDeclaration(snap.id(), snap.name(), snap.publisher(), wanted);
        } catch (AssertionException e) {
            throw new StoreException(ErrorCode.INVALID_FIELD, "cannot grant this: " + e.getMessage(), e);
        }
    }

    private SnapGrants grants(Snap snap) {
        Assertion declaration = assertions
                .find(ref(snap.id()))
                .orElseThrow(() -> new StoreException(
                        ErrorCode.CONFLICT, "cannot find the declaration of snap " + snap.name() + ": it has none"));
        Headers.Builder granted = Headers.builder();
        for (String header : GrantCheck.GRANTING) {
            declaration.headers().find(header).ifPresent(value -> granted.put(header, value));
        }
        return new SnapGrants(snap, granted.build(), declaration.revision(), declaration.format());
    }

    /**
     * Who may grant, or approve what somebody else wants to grant.
     *
     * @throws StoreException {@link ErrorCode#RESOURCE_NOT_FOUND} if the person has nothing to do with the store,
     *     {@link ErrorCode#RESOURCE_FORBIDDEN} without the role, {@link ErrorCode#FOUR_EYES} for who publishes the snap or has
     *     uploaded anything of it
     */
    Snap requireReviewer(SnapId id, PersonId by) {
        Snap snap = snaps.find(id).orElseThrow(() -> notFound(id));
        Set<Role> roles = memberships.roles(by, snap.store());
        if (roles.isEmpty()) {
            throw notFound(id);
        }
        Deciding.UPLOADS.require(roles, "change the grants of snap " + snap.name());
        boolean publishes = roles.contains(Role.PUBLISHER)
                || roles.contains(Role.OUTSIDE_PUBLISHER)
                || collaborators.snapsOf(by).contains(id);
        if (publishes || reviews.hasUploaded(by, id)) {
            throw new StoreException(
                    ErrorCode.FOUR_EYES,
                    "cannot change the grants of snap " + snap.name() + ": you publish it or have uploaded it;"
                            + " somebody else with the role reviewer or admin must");
        }
        return snap;
    }

    private static SnapChange.Grants told(SnapGrants grants) {
        Map<String, Object> headers = new TreeMap<>();
        grants.headers().asMap().forEach((name, value) -> headers.put(name, plain(value)));
        return new SnapChange.Grants(grants.revision(), headers);
    }

    private static Object plain(HeaderValue value) {
        return switch (value) {
            case HeaderValue.Text text -> text.value();
            case HeaderValue.Items items ->
                items.values().stream().map(Declarations::plain).toList();
            case HeaderValue.Entries entries -> {
                Map<String, Object> map = new TreeMap<>();
                entries.values().forEach((name, entry) -> map.put(name, plain(entry)));
                yield map;
            }
        };
    }

    private static AssertionRef ref(SnapId id) {
        return AssertionRef.of(AssertionType.SNAP_DECLARATION, SERIES, id.value());
    }

    private static StoreException notFound(SnapId id) {
        return new StoreException(
                ErrorCode.RESOURCE_NOT_FOUND, "cannot find snap " + id + ": there is none in your stores");
    }
}
