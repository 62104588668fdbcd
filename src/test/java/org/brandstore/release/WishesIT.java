package org.brandstore.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.brandstore.account.Actor;
import org.brandstore.account.Person;
import org.brandstore.account.Role;
import org.brandstore.account.person.People;
import org.brandstore.approval.Outcome;
import org.brandstore.approval.Proposals;
import org.brandstore.naming.Channel;
import org.brandstore.naming.Revision;
import org.brandstore.naming.Risk;
import org.brandstore.naming.SnapId;
import org.brandstore.naming.Track;
import org.brandstore.problem.StoreException;
import org.brandstore.release.channel.Pointer;
import org.brandstore.release.channel.Progressive;
import org.brandstore.release.track.Tracks;
import org.brandstore.snap.Snaps;
import org.brandstore.store.BrandStore;
import org.brandstore.store.Memberships;
import org.brandstore.testing.PostgresTestResource;
import org.brandstore.testing.SnapRows;
import org.brandstore.update.Approvals;
import org.brandstore.update.ReleasePolicies;
import org.brandstore.update.ReleasePolicy;
import org.junit.jupiter.api.Test;

/** Every cell of the table of what ends what, as the documentation has it, against the services that run. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class WishesIT {
    private static final Channel STABLE = Channel.parse("latest/stable");
    private static final Channel BRANCH = Channel.parse("latest/stable/fix");
    private static final Progressive HALF = new Progressive(50, false);
    private static final Actor SYSTEM = Actor.system("test");

    private static final String OTHER = "release to all, of another revision";
    private static final String SAME = "release to all, of the revision that is there";
    private static final String LARGER = "release to a larger share, or of another revision to a share";
    private static final String NARROWER = "share down, pause";
    private static final String STOP = "stop of the channel";
    private static final String CLOSE = "close";
    private static final String WITHDRAW = "withdraw the revision";
    private static final String APPROVE = "approve";
    private static final String REJECT = "reject";
    private static final String DUE = "its time comes";
    private static final String RAISED = "policy raised";
    private static final String LOWERED = "policy lowered";
    private static final String GONE = "approver disabled, or without the role";
    private static final String EXPIRES = "the branch expires";
    private static final String DEFAULT = "default track moved";

    private static final List<String> OPEN = List.of("waiting", "approved by some", "scheduled");
    private static final List<String> ALL =
            List.of("waiting", "approved by some", "scheduled", "in progress (a share)", "applied");

    @Inject
    Releases releases;

    @Inject
    ReleaseRequests requests;

    @Inject
    Approvals approvals;

    @Inject
    Closings closings;

    @Inject
    RevisionWithdrawals withdrawals;

    @Inject
    ChannelOffers offers;

    @Inject
    DefaultTracks defaultTracks;

    @Inject
    Tracks tracks;

    @Inject
    Stops stops;

    @Inject
    Proposals proposals;

    @Inject
    ReleasePolicies policies;

    @Inject
    Memberships memberships;

    @Inject
    People people;

    @Inject
    Snaps snaps;

    @Inject
    SnapRows rows;

    private BrandStore store;
    private Person developer;
    private Person first;
    private Person second;
    private Person third;
    private SnapId snap;
    private Channel channel = STABLE;
    private Revision old;
    private Revision wish;
    private Revision other;
    private UUID request;

    private record Cell(String text, Callable<Void> check) {}

    private interface Check {
        void run() throws Exception;
    }

    private final Map<String, Cell> cells = new TreeMap<>();

    @Test
    void everyCellOfTheTableIsTrue() throws Exception {
        laterReleases();
        whatNarrows();
        whatEnds();
        decisions();
        rules();
        surroundings();
        Map<String, String> told = new TreeMap<>();
        cells.forEach((name, cell) -> told.put(name, cell.text()));
        assertThat(told).as("the documentation, and what is tested").isEqualTo(WishTable.read());
        List<String> wrong = new ArrayList<>();
        for (Map.Entry<String, Cell> cell : cells.entrySet()) {
            try {
                cell.getValue().check().call();
            } catch (AssertionError | RuntimeException e) {
                wrong.add(cell.getKey() + ": " + e);
            }
        }
        assertThat(wrong).isEmpty();
    }

    private void laterReleases() {
        for (String state : OPEN) {
            cell(OTHER, state, "ends, if it was wished before", () -> {
                make(state);
                applied(other, Progressive.WHOLE);
                isRequest("superseded");
                make(state, () -> early());
                approveAll(earlier);
                isRequest(state.equals("scheduled") ? "scheduled" : "waiting");
            });
            cell(SAME, state, "ends, if it was wished before", () -> {
                make(state);
                applied(old, Progressive.WHOLE);
                isRequest("superseded");
            });
            cell(LARGER, state, "ends, if it was wished before", () -> {
                make(state);
                applied(other, HALF);
                isRequest("superseded");
                make(state, () -> applied(other, new Progressive(20, false)));
                applied(other, HALF);
                isRequest("superseded");
            });
        }
        cell(OTHER, ALL.get(3), "ends, leaves a row of history with 0 %", () -> {
            make(ALL.get(3));
            applied(other, Progressive.WHOLE);
            isShare("none");
            assertThat(releases.history(snap))
                    .anyMatch(move -> move.percentage().orElse(100) == 0
                            && move.revision().filter(wish::equals).isPresent());
        });
        cell(OTHER, "applied", "is replaced", () -> {
            make("applied");
            applied(other, Progressive.WHOLE);
            isOffered(other);
        });
        cell(SAME, ALL.get(3), "ends", () -> {
            make(ALL.get(3));
            applied(old, Progressive.WHOLE);
            isShare("none");
        });
        cell(SAME, "applied", "stays", () -> {
            make("applied");
            applied(wish, Progressive.WHOLE);
            isOffered(wish);
        });
        cell(LARGER, ALL.get(3), "grows, or is replaced", () -> {
            make(ALL.get(3));
            applied(wish, new Progressive(80, false));
            isShare("80");
            applied(other, new Progressive(30, false));
            isShare("none");
        });
        cell(LARGER, "applied", "stays beneath it", () -> {
            make("applied");
            applied(other, HALF);
            isOffered(wish);
        });
    }

    private void whatNarrows() {
        for (String state : OPEN) {
            cell(NARROWER, state, "stays", () -> {
                make(state, () -> applied(other, HALF));
                release(other, new Progressive(10, false));
                release(other, new Progressive(10, true));
                isRequest(state.equals("scheduled") ? "scheduled" : "waiting");
            });
        }
        cell(NARROWER, ALL.get(3), "narrows: nobody new gets it, nobody loses it", () -> {
            make(ALL.get(3));
            release(wish, new Progressive(10, false));
            isShare("10");
            release(wish, new Progressive(10, true));
            isShare("10 paused");
            isOffered(old);
        });
        cell(NARROWER, "applied", "stays", () -> {
            make("applied");
            applied(other, HALF);
            release(other, new Progressive(10, true));
            isOffered(wish);
        });
        for (String state : OPEN) {
            cell(STOP, state, "stays; the stop is for a revision", () -> {
                make(state);
                stop();
                isRequest(state.equals("scheduled") ? "scheduled" : "waiting");
                assertThat(stops.of(snap)).extracting(Stop::revision).doesNotContain(wish);
            });
        }
        for (String state : ALL.subList(3, 5)) {
            cell(STOP, state, "nobody new gets it, nobody loses it", () -> {
                make(state);
                stop();
                assertThat(stops.of(snap)).extracting(Stop::revision).contains(wish);
                if (state.equals("applied")) {
                    isOffered(wish);
                } else {
                    isShare("50");
                }
            });
        }
    }

    private void whatEnds() {
        for (String state : OPEN) {
            cell(CLOSE, state, "ends", () -> {
                make(state);
                close();
                isRequest("superseded");
            });
        }
        cell(CLOSE, ALL.get(3), "ends", () -> {
            make(ALL.get(3));
            close();
            isShare("none");
        });
        cell(CLOSE, "applied", "ends; devices get what the next safer channel offers", () -> {
            make("applied");
            close();
            assertThat(offered()).isEmpty();
        });
        for (String state : OPEN.subList(0, 2)) {
            cell(WITHDRAW, state, "can only be rejected", () -> {
                make(state);
                withdraw();
                refused(() -> approveAll(request));
                isRequest("waiting");
                approvals.reject(request, second, "withdrawn", Actor.of(second));
                isRequest("rejected");
            });
        }
        cell(WITHDRAW, "scheduled", "ends when its time comes", () -> {
            make("scheduled");
            withdraw();
            isRequest("scheduled");
            comeDue();
            isRequest("rejected");
        });
        cell(WITHDRAW, ALL.get(3), "is offered to nobody", () -> {
            make(ALL.get(3));
            withdraw();
            assertThat(offers.given(snap).pointers())
                    .extracting(Pointer::revision)
                    .containsExactly(old);
        });
        cell(WITHDRAW, "applied", "the newest one before it that is not withdrawn is offered", () -> {
            make("applied");
            withdraw();
            assertThat(offers.given(snap).pointers())
                    .extracting(Pointer::revision)
                    .containsExactly(old);
        });
    }

    private void decisions() {
        cell(
                APPROVE,
                "waiting",
                "counts; applies when there are enough, at the latest of the times that were set",
                () -> {
                    make("waiting");
                    approvals.approve(request, first, "yes", Instant.now().plusSeconds(3_600), Actor.of(first));
                    isRequest("waiting");
                    approvals.approve(request, second, "yes", null, Actor.of(second));
                    isRequest("scheduled");
                });
        cell(APPROVE, "approved by some", "the same", () -> {
            make("approved by some");
            approvals.approve(request, first, "again", null, Actor.of(first));
            isRequest("waiting");
            approvals.approve(request, second, "yes", null, Actor.of(second));
            isRequest("applied");
            isOffered(wish);
        });
        cell(APPROVE, "scheduled", "already approved", () -> {
            make("scheduled");
            approvals.approve(request, first, "again", null, Actor.of(first));
            refused(() -> approvals.approve(request, third, "yes", null, Actor.of(third)));
            isRequest("scheduled");
        });
        for (String state : OPEN) {
            cell(REJECT, state, "ends", () -> {
                make(state);
                approvals.reject(request, third, "no", Actor.of(third));
                isRequest("rejected");
                comeDue();
                isOffered(old);
            });
        }
        cell(
                DUE,
                "scheduled",
                "applies, if the approvals are enough by the policy of now and by the people of now; else it waits again",
                () -> {
                    make("scheduled");
                    comeDue();
                    isRequest("applied");
                    isOffered(wish);
                });
    }

    private void rules() {
        for (String state : OPEN.subList(0, 2)) {
            cell(RAISED, state, "needs as many as now", () -> {
                make(state);
                policy(3);
                approveAll(request);
                isRequest("waiting");
                approvals.approve(request, third, "yes", null, Actor.of(third));
                isRequest("applied");
            });
            cell(LOWERED, state, "needs as many as when it was wished", () -> {
                make(state);
                policy(1);
                approvals.approve(request, first, "yes", null, Actor.of(first));
                isRequest("waiting");
            });
            cell(GONE, state, "their word counts no more", () -> {
                for (boolean disabled : List.of(true, false)) {
                    make(state);
                    approvals.approve(request, first, "yes", null, Actor.of(first));
                    leave(disabled);
                    approvals.approve(request, second, "yes", null, Actor.of(second));
                    isRequest("waiting");
                }
            });
        }
        cell(RAISED, "scheduled", "waits again when its time comes", () -> {
            make("scheduled");
            policy(3);
            isRequest("scheduled");
            comeDue();
            isRequest("waiting");
        });
        cell(LOWERED, "scheduled", "as it was", () -> {
            make("scheduled");
            policy(1);
            isRequest("scheduled");
            comeDue();
            isRequest("applied");
        });
        cell(GONE, "scheduled", "waits again when its time comes, if too few are left", () -> {
            for (boolean disabled : List.of(true, false)) {
                make("scheduled");
                leave(disabled);
                comeDue();
                isRequest("waiting");
            }
        });
        for (String event : List.of(RAISED, LOWERED, GONE)) {
            for (String state : ALL.subList(3, 5)) {
                cell(event, state, "stays", () -> {
                    make(state);
                    switch (event) {
                        case RAISED -> policy(3);
                        case LOWERED -> policy(1);
                        default -> leave(true);
                    }
                    staysWithDevices(state);
                });
            }
        }
    }

    private void surroundings() {
        for (String state : OPEN) {
            String told = state.equals("waiting") ? "stays; approved, it opens the branch anew" : "the same";
            cell(EXPIRES, state, told, () -> {
                makeIn(BRANCH, state, () -> {});
                expire();
                assertThat(offered()).isEmpty();
                if (state.equals("scheduled")) {
                    comeDue();
                } else {
                    approveAll(request);
                }
                isOffered(wish);
            });
            cell(DEFAULT, state, state.equals("waiting") ? "stays with the track that was named" : "the same", () -> {
                make(state);
                moveDefault();
                if (state.equals("scheduled")) {
                    comeDue();
                } else {
                    approveAll(request);
                }
                isOffered(wish);
            });
        }
        cell(EXPIRES, "applied", "ends", () -> {
            makeIn(BRANCH, "applied", () -> {});
            expire();
            assertThat(offered()).isEmpty();
        });
        for (String state : ALL.subList(3, 5)) {
            cell(DEFAULT, state, "the same", () -> {
                make(state);
                moveDefault();
                staysWithDevices(state);
            });
        }
    }

    private UUID earlier;

    private void early() {
        earlier = waits(release(other, Progressive.WHOLE));
    }

    private void cell(String event, String state, String text, Check check) {
        cells.put(event + " | " + state, new Cell(text, () -> {
            check.run();
            return null;
        }));
    }

    private void make(String state) {
        make(state, () -> {});
    }

    private void make(String state, Runnable before) {
        makeIn(STABLE, state, before);
    }

    /** A wish in that state, for a channel that offers an older revision; stable takes two of three. */
    private void makeIn(Channel where, String state, Runnable before) {
        channel = where;
        store = rows.store();
        developer = rows.person(store, Role.PUBLISHER);
        first = rows.person(store, Role.RELEASE_MANAGER);
        second = rows.person(store, Role.RELEASE_MANAGER);
        third = rows.person(store, Role.ADMIN);
        policy(2);
        snap = rows.snap(store);
        old = rows.revision(snap, developer, "amd64");
        wish = rows.revision(snap, developer, "amd64");
        other = rows.revision(snap, developer, "amd64");
        applied(old, Progressive.WHOLE);
        before.run();
        boolean share = state.startsWith("in progress");
        request = waits(release(wish, share ? HALF : Progressive.WHOLE));
        switch (state) {
            case "waiting" -> {}
            case "approved by some" -> approvals.approve(request, first, "yes", null, Actor.of(first));
            case "scheduled" -> {
                Instant later = Instant.now().plusSeconds(36_000);
                approvals.approve(request, first, "yes", later, Actor.of(first));
                approvals.approve(request, second, "yes", null, Actor.of(second));
            }
            default -> approveAll(request);
        }
    }

    private ReleaseOutcome release(Revision revision, Progressive share) {
        return releases.release(snap, revision, List.of(channel), share, developer, Actor.of(developer))
                .getFirst();
    }

    private void applied(Revision revision, Progressive share) {
        if (release(revision, share) instanceof ReleaseOutcome.Waiting waiting) {
            approveAll(waiting.requestId());
        }
    }

    private static UUID waits(ReleaseOutcome outcome) {
        return ((ReleaseOutcome.Waiting) outcome).requestId();
    }

    private void approveAll(UUID id) {
        approvals.approve(id, first, "yes", null, Actor.of(first));
        approvals.approve(id, second, "yes", null, Actor.of(second));
    }

    private void agreed(Outcome outcome) {
        if (outcome instanceof Outcome.Waiting waiting) {
            proposals.approve(waiting.proposal(), "yes", Actor.of(first));
            proposals.approve(waiting.proposal(), "yes", Actor.of(second));
        }
    }

    private void close() {
        agreed(closings.close(snap, List.of(channel), "it is broken", Actor.of(developer))
                .getFirst()
                .outcome());
    }

    private void withdraw() {
        agreed(withdrawals.withdraw(snap, wish, "it does not boot", Actor.of(developer)));
    }

    private void stop() {
        stops.stop(snap, channel, "it does not boot", Actor.of(developer));
    }

    private void moveDefault() {
        tracks.create(snap, new Track("2.0"), Actor.of(developer));
        agreed(defaultTracks.choose(snap, new Track("2.0"), "it is new", Actor.of(developer)));
        assertThat(snaps.require(snap).defaultTrack().value()).isEqualTo("2.0");
    }

    private void policy(int approvals) {
        policies.set(
                store,
                new ReleasePolicy(Map.of(Risk.STABLE, approvals, Risk.CANDIDATE, 1, Risk.BETA, 0, Risk.EDGE, 0)),
                "test",
                Actor.cli());
    }

    private void leave(boolean disabled) {
        if (disabled) {
            people.disable(first.id(), "left", Actor.cli());
        } else {
            memberships.withdraw(first.id(), store.id(), Role.RELEASE_MANAGER, Actor.cli());
        }
    }

    private void comeDue() {
        rows.run(
                "update release_request set effective_at = now() - interval '1 second'"
                        + " where id = ?1 and state = 'scheduled'",
                request);
        requests.applyDue(request, SYSTEM);
    }

    private void expire() {
        rows.run(
                "update channel_pointer set expires_at = now() - interval '1 second' where snap_id = ?1 and branch = 'fix'",
                snap);
        releases.expiredBranches().stream()
                .filter(branch -> branch.snap().equals(snap))
                .forEach(branch -> releases.close(branch, SYSTEM));
    }

    private void isRequest(String state) {
        assertThat(requests.find(request).orElseThrow().state().word()).isEqualTo(state);
    }

    private void isShare(String share) {
        List<String> shares = releases.phases(snap).stream()
                .filter(phase -> phase.revision().equals(wish))
                .map(phase -> phase.share().percentage() + (phase.share().paused() ? " paused" : ""))
                .toList();
        assertThat(shares).isEqualTo(share.equals("none") ? List.of() : List.of(share));
    }

    private List<Revision> offered() {
        return releases.channelMap(snap).stream()
                .filter(pointer -> pointer.channel().equals(channel))
                .map(Pointer::revision)
                .toList();
    }

    private void isOffered(Revision revision) {
        assertThat(offered()).containsExactly(revision);
    }

    private void staysWithDevices(String state) {
        if (state.equals("applied")) {
            isOffered(wish);
        } else {
            isShare("50");
            isOffered(old);
        }
    }

    private static void refused(Check attempt) throws Exception {
        try {
            attempt.run();
        } catch (StoreException e) {
            return;
        }
        throw new AssertionError("was not refused");
    }
}
