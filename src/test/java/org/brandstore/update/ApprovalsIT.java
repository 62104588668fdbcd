package org.brandstore.update;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.brandstore.account.Actor;
import org.brandstore.account.Person;
import org.brandstore.account.Role;
import org.brandstore.approval.Verdict;
import org.brandstore.event.ChangeLog;
import org.brandstore.event.RecordedChange;
import org.brandstore.naming.Channel;
import org.brandstore.naming.Revision;
import org.brandstore.naming.Risk;
import org.brandstore.naming.SnapId;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.release.ReleaseOutcome;
import org.brandstore.release.ReleaseRequest;
import org.brandstore.release.ReleaseRequests;
import org.brandstore.release.Releases;
import org.brandstore.release.RequestState;
import org.brandstore.release.channel.Pointer;
import org.brandstore.store.BrandStore;
import org.brandstore.testing.Eventually;
import org.brandstore.testing.PostgresTestResource;
import org.brandstore.testing.SnapRows;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class ApprovalsIT {
    private static final Channel STABLE = Channel.parse("latest/stable");

    @Inject
    Approvals approvals;

    @Inject
    ReleasePolicies policies;

    @Inject
    Releases releases;

    @Inject
    ReleaseRequests requests;

    @Inject
    ChangeLog log;

    @Inject
    SnapRows rows;

    private BrandStore store;
    private Person developer;
    private Person manager;
    private SnapId snap;
    private Revision revision;

    @BeforeEach
    void aStore() {
        store = rows.store();
        developer = rows.person(store, Role.PUBLISHER);
        manager = rows.person(store, Role.RELEASE_MANAGER);
        snap = rows.snap(store);
        revision = rows.revision(snap, developer, "amd64");
    }

    @Test
    void oneApprovalOfAnotherPersonLetsDevicesSeeIt() {
        UUID request = waiting();

        ReleaseRequest after = approve(request, manager, null);

        assertThat(after.state()).isInstanceOf(RequestState.Applied.class);
        assertThat(releases.channelMap(snap)).extracting(Pointer::revision).containsExactly(revision);
        assertThat(approvals.decisions(request)).singleElement().satisfies(decision -> {
            assertThat(decision.person()).isEqualTo(manager.id());
            assertThat(decision.verdict()).isEqualTo(Verdict.APPROVED);
            assertThat(decision.reason()).isEqualTo("tested in the lab");
        });
        List<RecordedChange> newest = log.ofBrand(store.brand(), Long.MAX_VALUE, 3);
        assertThat(newest)
                .extracting(RecordedChange::action)
                .containsExactly("release.applied", "release.approved", "release.requested");
        assertThat(newest.get(1).why()).isEqualTo("tested in the lab");
        assertThat(newest.get(1).actor()).isEqualTo("person:" + manager.email());
        assertThat(newest.get(1).after())
                .startsWith("{\"approvals\":1,\"approvals-needed\":1,\"channel\":")
                .contains(",\"revision\":1,\"snap\":\"");
        assertThat(newest.getFirst().after()).contains("\"request\":\"" + request + "\"");
    }

    @Test
    void theRequesterCannotDecideEvenAsAdministrator() {
        Person both = rows.person(store, Role.ADMIN, Role.PUBLISHER);
        UUID request = waiting(both, revision);

        assertRefused(ErrorCode.FOUR_EYES, () -> approve(request, both, null));
        assertRefused(ErrorCode.FOUR_EYES, () -> reject(request, both));
        assertThat(approvals.standing(read(request), both)).isEqualTo(Standing.REQUESTER);
        assertThat(read(request).state().isOpen()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"ADMIN", "RELEASE_MANAGER", "OUTSIDE_PUBLISHER"},
            mode = EnumSource.Mode.EXCLUDE)
    void otherRolesCannotDecide(Role role) {
        Person other = rows.person(store, role);
        UUID request = waiting();

        assertRefused(ErrorCode.RESOURCE_FORBIDDEN, () -> approve(request, other, null));
        assertRefused(ErrorCode.RESOURCE_FORBIDDEN, () -> reject(request, other));
        assertThat(approvals.standing(read(request), other)).isEqualTo(Standing.READER);
    }

    @Test
    void aManagerOfAnotherStoreOfTheSameBrandSeesNoRequest() {
        Person other = rows.person(rows.storeOf(store.brand()), Role.ADMIN);
        UUID request = waiting();
        UUID absent = UUID.randomUUID();

        String hidden = assertRefused(ErrorCode.RESOURCE_NOT_FOUND, () -> approve(request, other, null));
        String missing = assertRefused(ErrorCode.RESOURCE_NOT_FOUND, () -> approve(absent, other, null));

        assertThat(hidden.replace(request.toString(), "ID")).isEqualTo(missing.replace(absent.toString(), "ID"));
    }

    @Test
    void twoDifferentPeopleMustAgreeWhereThePolicyWantsTwo() {
        Person second = rows.person(store, Role.ADMIN);
        policy(2);
        UUID request = waiting();

        assertThat(approve(request, manager, null).state()).isInstanceOf(RequestState.Waiting.class);
        assertThat(approvals.standing(read(request), manager)).isEqualTo(Standing.MAY_REJECT);
        assertThat(approve(request, manager, null).state()).isInstanceOf(RequestState.Waiting.class);
        assertThat(releases.channelMap(snap)).isEmpty();

        assertThat(approve(request, second, null).state()).isInstanceOf(RequestState.Applied.class);
        assertThat(releases.channelMap(snap)).hasSize(1);
    }

    @Test
    void aStricterPolicyCountsForWhatWaitsAndALaxerOneDoesNot() {
        UUID request = waiting();
        policy(2);
        assertThat(approvals.approvalsNeeded(read(request))).isEqualTo(2);
        policy(0);
        assertThat(approvals.approvalsNeeded(read(request))).isEqualTo(1);
    }

    @Test
    void aPolicyOfNoneAppliesAtOnceAndItsChangeIsOnRecord() {
        policy(0);

        assertThat(releases.release(snap, revision, List.of(STABLE), developer, Actor.of(developer)))
                .containsExactly(new ReleaseOutcome.Applied(STABLE));

        RecordedChange change = log.ofBrand(store.brand(), Long.MAX_VALUE, 2).getLast();
        assertThat(change.action()).isEqualTo("release-policy.changed");
        assertThat(change.before()).isEqualTo("{\"approvals\":{\"beta\":0,\"candidate\":1,\"edge\":0,\"stable\":1}}");
        assertThat(change.after()).isEqualTo("{\"approvals\":{\"beta\":0,\"candidate\":1,\"edge\":0,\"stable\":0}}");
        assertThat(change.why()).isEqualTo("for the test");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 10})
    void aPolicyOutsideItsBoundsIsRefused(int number) {
        assertRefused(ErrorCode.INVALID_FIELD, () -> policy(number));
    }

    @Test
    void aRejectionEndsTheRequestAndDevicesSeeNothing() {
        UUID request = waiting();

        ReleaseRequest after = reject(request, manager);

        assertThat(after.state())
                .isInstanceOfSatisfying(
                        RequestState.Rejected.class,
                        rejected -> assertThat(rejected.reason()).isEqualTo("not now"));
        assertThat(releases.channelMap(snap)).isEmpty();
        assertRefused(ErrorCode.CONFLICT, () -> approve(request, rows.person(store, Role.ADMIN), null));
        assertThat(approvals.standing(read(request), manager)).isEqualTo(Standing.CLOSED);
        assertThat(waiting()).isNotEqualTo(request);
    }

    @Test
    void anApprovalForATimeToComeWaitsForItAndCanBeTakenBack() {
        UUID request = waiting();
        Instant at = Instant.now().plus(Duration.ofHours(2)).truncatedTo(ChronoUnit.SECONDS);

        assertThat(approve(request, manager, at).state()).isEqualTo(new RequestState.Scheduled(at));
        assertThat(releases.channelMap(snap)).isEmpty();
        assertThat(requests.open(List.of(store.id())))
                .extracting(ReleaseRequest::id)
                .containsExactly(request);

        assertThat(reject(request, manager).state()).isInstanceOf(RequestState.Rejected.class);
        rows.run("update release_request set effective_at = now() where id = ?1", request);
        assertThat(requests.applyDue(request, Actor.system("test"))).isFalse();
        assertThat(releases.channelMap(snap)).isEmpty();
    }

    @Test
    void theLatestOfTheTimesThatApproversSetCounts() {
        policy(2);
        UUID request = waiting();
        Instant late = Instant.now().plus(Duration.ofHours(5)).truncatedTo(ChronoUnit.SECONDS);

        approve(request, manager, late);
        ReleaseRequest after = approve(request, rows.person(store, Role.ADMIN), late.minusSeconds(60));

        assertThat(after.state()).isEqualTo(new RequestState.Scheduled(late));
    }

    @Test
    void theStoreAppliesAScheduledReleaseByItselfWithinSeconds() {
        UUID request = waiting();
        approve(request, manager, Instant.now().plusSeconds(1));

        Eventually.holds(() -> assertThat(read(request).state()).isInstanceOf(RequestState.Applied.class));
        assertThat(releases.history(snap)).hasSize(1);
    }

    @Test
    void aTimeInThePastOrFarAwayIsRefused() {
        UUID request = waiting();
        assertRefused(
                ErrorCode.INVALID_FIELD,
                () -> approve(request, manager, Instant.now().minus(Duration.ofHours(1))));
        assertRefused(
                ErrorCode.INVALID_FIELD,
                () -> approve(request, manager, Instant.now().plus(Duration.ofDays(400))));
        assertThat(read(request).state()).isInstanceOf(RequestState.Waiting.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "a\u0000b", "\u001b[31mred"})
    void aReasonMustBeWords(String reason) {
        UUID request = waiting();
        assertRefused(
                ErrorCode.INVALID_FIELD, () -> approvals.approve(request, manager, reason, null, Actor.of(manager)));
        assertRefused(ErrorCode.INVALID_FIELD, () -> approvals.reject(request, manager, reason, Actor.of(manager)));
        assertRefused(
                ErrorCode.INVALID_FIELD, () -> approvals.reject(request, manager, "x".repeat(1001), Actor.of(manager)));
    }

    @Test
    void whenManagersDecideAtOnceExactlyOneDoes() throws Exception {
        Person second = rows.person(store, Role.ADMIN);
        for (int round = 0; round < 10; round++) {
            UUID request = waiting(developer, rows.revision(snap, developer, "amd64"));
            List<Callable<Boolean>> attempts = List.of(
                    () -> succeeds(() -> approve(request, manager, null)),
                    () -> succeeds(() -> approve(request, second, null)),
                    () -> succeeds(() -> reject(request, rows.person(store, Role.ADMIN))));
            int moves = releases.history(snap).size();
            long successes;
            try (ExecutorService managers = Executors.newFixedThreadPool(3)) {
                successes = managers.invokeAll(attempts).stream()
                        .filter(attempt -> attempt.resultNow())
                        .count();
            }
            boolean applied = read(request).state() instanceof RequestState.Applied;
            assertThat(releases.history(snap)).hasSize(moves + (applied ? 1 : 0));
            assertThat(successes).isEqualTo(1);
        }
    }

    /** Those who come late are told so; anything else fails the test. */
    private static boolean succeeds(Runnable attempt) {
        try {
            attempt.run();
            return true;
        } catch (StoreException e) {
            assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT);
            return false;
        }
    }

    private static String assertRefused(ErrorCode code, Runnable attempt) {
        StoreException[] refusal = new StoreException[1];
        assertThatThrownBy(attempt::run).isInstanceOfSatisfying(StoreException.class, e -> {
            assertThat(e.code()).isEqualTo(code);
            refusal[0] = e;
        });
        return refusal[0].getMessage();
    }

    private void policy(int stable) {
        policies.set(
                store,
                new ReleasePolicy(Map.of(Risk.STABLE, stable, Risk.CANDIDATE, 1, Risk.BETA, 0, Risk.EDGE, 0)),
                "for the test",
                Actor.of(manager));
    }

    private ReleaseRequest approve(UUID request, Person by, Instant at) {
        return approvals.approve(request, by, " tested in the lab ", at, Actor.of(by));
    }

    private ReleaseRequest reject(UUID request, Person by) {
        return approvals.reject(request, by, "not now", Actor.of(by));
    }

    private ReleaseRequest read(UUID request) {
        return requests.find(request).orElseThrow();
    }

    private UUID waiting() {
        return waiting(developer, revision);
    }

    private UUID waiting(Person requester, Revision wanted) {
        return ((ReleaseOutcome.Waiting) releases.release(snap, wanted, List.of(STABLE), requester, Actor.of(requester))
                        .getFirst())
                .requestId();
    }
}
