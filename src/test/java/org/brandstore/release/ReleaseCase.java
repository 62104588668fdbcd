package org.brandstore.release;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.brandstore.account.Actor;
import org.brandstore.account.Person;
import org.brandstore.account.Role;
import org.brandstore.event.ChangeLog;
import org.brandstore.naming.Channel;
import org.brandstore.naming.Revision;
import org.brandstore.naming.SnapId;
import org.brandstore.release.channel.Progressive;
import org.brandstore.release.track.ReleaseLock;
import org.brandstore.release.track.Tracks;
import org.brandstore.snap.Revisions;
import org.brandstore.snap.Snaps;
import org.brandstore.snap.SubmissionQueue;
import org.brandstore.snap.SubmissionReady;
import org.brandstore.store.BrandStore;
import org.brandstore.testing.Publishers;
import org.brandstore.testing.SnapRows;
import org.junit.jupiter.api.BeforeEach;

/** What tests of this subject have in common. */
abstract class ReleaseCase {
    static final Channel EDGE = Channel.parse("latest/edge");
    static final Channel STABLE = Channel.parse("latest/stable");
    static final Actor SYSTEM = Actor.system("test");

    @Inject
    Releases releases;

    @Inject
    Closings closings;

    @Inject
    ReleaseRequests requests;

    @Inject
    Tracks tracks;

    @Inject
    SnapRows rows;

    @Inject
    Snaps snaps;

    @Inject
    Revisions revisions;

    @Inject
    ReleaseLock lock;

    @Inject
    SubmissionQueue queue;

    @Inject
    EntityManager database;

    @Inject
    ChangeLog log;

    @Inject
    Event<SubmissionReady> submissions;

    BrandStore store;
    Person developer;
    SnapId snap;

    @BeforeEach
    void aSnap() {
        store = rows.store();
        developer = rows.person(store, Role.PUBLISHER);
        snap = rows.snap(store);
    }

    List<ReleaseOutcome> progressive(Revision revision, Channel channel, int percentage, boolean paused) {
        return releases.release(
                snap, revision, List.of(channel), new Progressive(percentage, paused), developer, Actor.of(developer));
    }

    /** As an upload is that was signed and is to be released next. */
    void signed(Revision revision, Channel channel) {
        String upload = UUID.randomUUID().toString();
        rows.run(
                "insert into upload values (?1, ?2, 1, 'x.snap', now(), now(), now())",
                upload,
                String.format("%096x", revision.value()));
        rows.run(
                "insert into submission (id, snap_id, upload_id, person_id, state, channels, revision, created_at)"
                        + " values (?1, ?2, ?3, ?4, 'signed', cast(?5 as text[]), ?6, now())",
                UUID.randomUUID(),
                snap,
                upload,
                developer.id().value(),
                "{" + channel + "}",
                revision.value());
    }

    void awaitWhoWaits() {
        for (int i = 0; i < 200; i++) {
            Number waiting = (Number) database.createNativeQuery(
                            "select count(*) from pg_locks where locktype = 'advisory' and not granted")
                    .getSingleResult();
            if (waiting.intValue() > 0) {
                return;
            }
            Publishers.pause();
        }
        throw new AssertionError("nobody waits for the lock");
    }

    SubmissionReady ready(Revision revision, Channel channel) {
        return new SubmissionReady(
                snaps.require(snap),
                revisions.require(snap, revision),
                List.of(channel),
                developer.id(),
                Instant.now());
    }

    List<ReleaseOutcome> release(Revision revision, Channel... channels) {
        return releases.release(snap, revision, List.of(channels), developer, Actor.of(developer));
    }

    UUID waiting(Revision revision, Channel channel) {
        return ((ReleaseOutcome.Waiting) release(revision, channel).getFirst()).requestId();
    }

    void schedule(UUID request, Instant at) {
        QuarkusTransaction.requiringNew().run(() -> requests.schedule(request, at, SYSTEM));
    }

    String state(UUID request) {
        return requests.find(request).orElseThrow().state().word();
    }

    void closeExpiredBranches() {
        releases.expiredBranches().forEach(expired -> releases.close(expired, SYSTEM));
    }
}
