package org.brandstore.refresh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.brandstore.catalog.CatalogFixture.NOW;
import static org.brandstore.catalog.CatalogFixture.STORE;
import static org.brandstore.catalog.CatalogFixture.asker;
import static org.brandstore.catalog.CatalogFixture.id;
import static org.brandstore.refresh.Decisions.AMD64;
import static org.brandstore.refresh.Decisions.COHORTS;
import static org.brandstore.refresh.Decisions.decide;
import static org.brandstore.refresh.Decisions.device;
import static org.brandstore.refresh.Decisions.state;

import java.time.Instant;
import java.util.List;
import org.brandstore.catalog.Asker;
import org.brandstore.catalog.CatalogFixture;
import org.brandstore.catalog.CatalogSnap;
import org.brandstore.catalog.Viewer;
import org.brandstore.device.fleet.InstalledSnap;
import org.brandstore.naming.StoreId;
import org.brandstore.problem.ErrorCode;
import org.brandstore.refresh.RefreshDecision.Current;
import org.brandstore.refresh.RefreshDecision.Offer;
import org.brandstore.refresh.RefreshDecision.Reason;
import org.brandstore.refresh.RefreshDecision.Refused;
import org.brandstore.refresh.question.ActionKind;
import org.brandstore.refresh.question.ContextSnap;
import org.brandstore.refresh.question.DeviceFacts;
import org.brandstore.refresh.question.Question;
import org.brandstore.refresh.question.SnapAction;
import org.brandstore.refresh.question.Wish;
import org.brandstore.snap.metadata.Epoch;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefreshDeciderTest {
    private final CatalogFixture fixture = new CatalogFixture();

    private RefreshDecision refresh(int snap, int revision, String tracking) {
        return refresh(snap, installed(snap, revision, tracking, "0", null), Wish.DEFAULT);
    }

    private RefreshDecision refresh(int snap, ContextSnap installed, Wish wish) {
        SnapAction action = new SnapAction(ActionKind.REFRESH, id(snap), id(snap), null, wish, null);
        return decide(state(fixture), action, installed);
    }

    private RefreshDecision install(String name, Wish wish) {
        return fetch(ActionKind.INSTALL, name, wish, true);
    }

    private RefreshDecision fetch(ActionKind kind, String name, Wish wish, boolean followsRedirects) {
        return decide(
                state(fixture),
                device(),
                new Asker.Traits("amd64", followsRedirects, false),
                new SnapAction(kind, "key-1", null, name, wish, null),
                null,
                List.of(),
                NOW);
    }

    private static ContextSnap installed(int snap, int revision, String tracking, String epoch, String cohort) {
        return new ContextSnap(
                new InstalledSnap(id(snap), id(snap), revision, tracking, null, List.of()),
                Epoch.parse(epoch),
                cohort,
                false);
    }

    private static Wish channel(String channel) {
        return new Wish(channel, 0, null);
    }

    private static Wish pinned(int revision) {
        return new Wish(null, revision, null);
    }

    private static int offered(RefreshDecision decision) {
        assertThat(decision).isInstanceOf(Offer.class);
        return ((Offer) decision).revision().number();
    }

    private static Refused refused(RefreshDecision decision) {
        assertThat(decision).isInstanceOf(Refused.class);
        return (Refused) decision;
    }

    @Nested
    class Stops {
        @Test
        void aStoppedRevisionIsOfferedToNobodyNewAndTakenFromNobody() {
            fixture.snap(1, "hello")
                    .revision(1)
                    .revision(2)
                    .release("stable", 1, 2)
                    .release("stable", 2, 1)
                    .stop("stable", 2);

            Current old = (Current) refresh(1, 1, "latest/stable");
            assertThat(old.revision().number()).isEqualTo(1);
            assertThat(old.reason()).isEqualTo(Reason.STOPPED);
            Current has = (Current) refresh(1, 2, "latest/stable");
            assertThat(has.revision().number()).isEqualTo(2);
            assertThat(has.reason()).isEqualTo(Reason.UP_TO_DATE);
            assertThat(refused(install("hello", Wish.DEFAULT)).reason()).isEqualTo(Reason.STOPPED);
        }

        @Test
        void aStopHoldsForThoseWhoFallThroughToTheChannelToo() {
            fixture.snap(1, "hello")
                    .revision(1)
                    .revision(2)
                    .release("stable", 2, 1)
                    .stop("stable", 2);

            assertThat(refresh(1, 1, "latest/edge").reason()).isEqualTo(Reason.STOPPED);
        }

        @Test
        void aStopOfOneChannelDoesNotStopAnother() {
            fixture.snap(1, "hello")
                    .revision(1)
                    .revision(2)
                    .release("stable", 2, 2)
                    .release("edge", 2, 1)
                    .stop("stable", 2);

            assertThat(offered(refresh(1, 1, "latest/edge"))).isEqualTo(2);
        }

        @Test
        void aLaterRevisionReachesDevicesThoughTheOneBeforeIsStopped() {
            fixture.snap(1, "hello")
                    .revision(1)
                    .revision(2)
                    .revision(3)
                    .release("stable", 2, 2)
                    .release("stable", 3, 1)
                    .stop("stable", 2);

            assertThat(offered(refresh(1, 1, "latest/stable"))).isEqualTo(3);
        }
    }

    @Nested
    class Channels {
        @Test
        void refreshFollowsTheTrackedChannelWhenTheActionNamesNone() {
            fixture.snap(1, "hello")
                    .revision(1)
                    .revision(2)
                    .revision(3)
                    .release("stable", 2, 2)
                    .release("edge", 3, 1);

            assertThat(offered(refresh(1, 1, "latest/stable"))).isEqualTo(2);
            assertThat(offered(refresh(1, 1, "latest/edge"))).isEqualTo(3);
        }

        @Test
        void theActionsChannelWinsOverTheTrackedOne() {
            fixture.snap(1, "hello")
                    .revision(1)
                    .revision(2)
                    .revision(3)
                    .release("stable", 2, 2)
                    .release("edge", 3, 1);

            assertThat(offered(refresh(1, installed(1, 1, "latest/stable", "0", null), channel("edge"))))
                    .isEqualTo(3);
        }

        @Test
        void aShareOfTheDevicesIsOfferedWhatTheChannelIsOnItsWayTo() {
            // this device is among the first half for one seed, and not for another
            boolean[] seen = new boolean[2];
            for (int seed = 0; seed < 20; seed++) {
                fixture.snap(1, "hello")
                        .revision(1)
                        .revision(2)
                        .revision(3)
                        .release("stable", 2, 2)
                        .rollout("stable", 3, 50, false, seed);
                int offered = offered(refresh(1, 1, "latest/stable"));
                assertThat(offered).isBetween(2, 3);
                seen[offered - 2] = true;
                assertThat(offered(refresh(1, 1, "latest/edge")))
                        .as("the same by way of a bolder risk")
                        .isEqualTo(offered);
            }
            assertThat(seen).containsExactly(true, true);
        }

        @Test
        void aCallerWhoProvesNoDeviceIsInNoShare() {
            fixture.snap(1, "hello")
                    .revision(1)
                    .revision(2)
                    .release("stable", 1, 2)
                    .rollout("stable", 2, 99, false, 1);
            DeviceFacts facts = new DeviceFacts(new Viewer.ImageBuilder(new StoreId(STORE)), AMD64, false, List.of());
            SnapAction action = new SnapAction(ActionKind.INSTALL, "key-1", null, "hello", Wish.DEFAULT, null);

            RefreshDecision decision = Decisions.DECIDER
                    .decide(facts, new Question(List.of(action), false), state(fixture), NOW)
                    .getFirst();

            assertThat(offered(decision)).isEqualTo(1);
        }

        @Test
        void aChannelToWhichNothingWasReleasedYetCanBeOnItsWay() {
            int reached = 0;
            for (int seed = 0; seed < 20; seed++) {
                fixture.snap(1, "hello")
                        .revision(1)
                        .revision(2)
                        .release("stable", 1, 2)
                        .rollout("edge", 2, 50, false, seed);
                assertThat(offered(refresh(1, 9, "latest/stable"))).isEqualTo(1);
                reached += offered(refresh(1, 9, "latest/edge")) - 1;
            }
            assertThat(reached).isBetween(1, 19);
        }

        @Test
        void aRevisionOnItsWayThatCannotReadTheDataIsPassedOver() {
            fixture.snap(1, "hello")
                    .revision(1)
                    .revision(2)
                    .revision(3, "5")
                    .release("stable", 2, 2)
                    .rollout("stable", 3, 99, false, 1);

            assertThat(offered(refresh(1, 1, "latest/stable"))).isEqualTo(2);
        }

        @ParameterizedTest
        @CsvSource({
            "stable, 10",
            "latest, 10",
            "latest/stable, 10",
            "beta, 12",
            "latest/beta, 12",
            "edge, 12",
            "candidate, 10",
            "3.0, 30",
            "3.0/stable, 30",
            "3.0/edge, 33",
            "3.0/beta, 30",
            "edge/fix, 12",
            "latest/stable/fix, 14",
            "stable/fix, 14"
        })
        void everySpellingFindsItsChannelOrTheNextSaferOne(String spelling, int revision) {
            fixture.snap(1, "hello")
                    .revision(10)
                    .revision(12)
                    .revision(14)
                    .revision(30)
                    .revision(33)
                    .release("stable", 10, 9)
                    .release("beta", 12, 8)
                    .release("latest/stable/fix", 14, 8)
                    .release("3.0/stable", 30, 7)
                    .release("3.0/edge", 33, 6);

            assertThat(offered(install("hello", channel(spelling)))).isEqualTo(revision);
        }

        @Test
        void theEffectiveChannelIsTheOneThatTheRevisionComesFrom() {
            fixture.snap(1, "hello").revision(1).revision(2).release("candidate", 2, 1);

            assertThat(((Offer) install("hello", channel("edge"))).channel()).isEqualTo("latest/candidate");
        }

        @Test
        void aClosedChannelFallsBackToTheSaferOne() {
            fixture.snap(1, "hello")
                    .revision(1)
                    .revision(2)
                    .release("stable", 1, 5)
                    .release("edge", 2, 4)
                    .release("edge", 0, 3);

            assertThat(offered(install("hello", channel("edge")))).isEqualTo(1);
        }

        @Test
        void aRiskierChannelIsNeverFallenBackTo() {
            fixture.snap(1, "hello").revision(1).release("edge", 1, 1);

            Refused refused = refused(install("hello", channel("stable")));

            assertThat(refused.code()).isEqualTo(ErrorCode.REVISION_NOT_FOUND);
            assertThat(refused.reason()).isEqualTo(Reason.NO_RELEASE);
        }

        @Test
        void aBranchThatHasEndedFallsBackToItsRisk() {
            fixture.snap(1, "hello")
                    .revision(1)
                    .revision(2)
                    .release("edge", 1, 5)
                    .release("latest/edge/fix-1", 2, 4)
                    .end("latest/edge/fix-1", 0);

            assertThat(offered(refresh(1, 7, "latest/edge/fix-1"))).isEqualTo(1);
        }

        @Test
        void aBranchThatGoesOnIsFollowed() {
            fixture.snap(1, "hello")
                    .revision(1)
                    .revision(2)
                    .release("edge", 1, 5)
                    .release("latest/edge/fix-1", 2, 4)
                    .end("latest/edge/fix-1", 1);

            assertThat(offered(refresh(1, 7, "latest/edge/fix-1"))).isEqualTo(2);
        }

        @Test
        void anUnknownTrackIsRefusedWithEverythingThatIsToBeHad() {
            fixture.snap(1, "hello")
                    .revision(1)
                    .revision(2)
                    .release("stable", 1, 5)
                    .release("latest/edge/fix", 2, 2)
                    .release("armhf", "edge", 2, 4);

            Refused refused = refused(install("hello", channel("2.0/beta")));

            assertThat(refused.code()).isEqualTo(ErrorCode.REVISION_NOT_FOUND);
            assertThat(refused.releases())
                    .containsExactly(
                            new CatalogSnap.Release("amd64", "latest/stable"),
                            new CatalogSnap.Release("armhf", "latest/edge"));
        }

        @Test
        void aTextThatIsNoChannelIsRefusedAsUnavailable() {
            fixture.snap(1, "hello").revision(1).release("stable", 1, 5);

            assertThat(refused(install("hello", channel("a/b/c/d"))).reason()).isEqualTo(Reason.BAD_CHANNEL);
            assertThat(refused(install("hello", channel("//"))).reason()).isEqualTo(Reason.BAD_CHANNEL);
        }

        @Test
        void anotherArchitectureHasNothing() {
            fixture.snap(1, "hello").revision(1).release("armhf", "stable", 1, 5);

            assertThat(refused(install("hello", Wish.DEFAULT)).releases())
                    .containsExactly(new CatalogSnap.Release("armhf", "latest/stable"));
        }

        @Test
        void theInstalledRevisionIsTheAnswerWhenTheChannelPointsToIt() {
            fixture.snap(1, "hello").revision(1).release("stable", 1, 5);

            assertThat(refresh(1, 1, "latest/stable")).isInstanceOfSatisfying(Current.class, current -> {
                assertThat(current.revision().number()).isEqualTo(1);
                assertThat(current.reason()).isEqualTo(Reason.UP_TO_DATE);
            });
        }

        @Test
        void aLowerRevisionIsOfferedWhenTheChannelWasMovedBack() {
            fixture.snap(1, "hello")
                    .revision(1)
                    .revision(2)
                    .release("stable", 2, 5)
                    .release("stable", 1, 4);

            assertThat(offered(refresh(1, 2, "latest/stable"))).isEqualTo(1);
        }
    }

    @Nested
    class DefaultTracks {
        private void snap() {
            fixture.snap(1, "hello")
                    .defaultTrack("3.0")
                    .revision(1)
                    .revision(2)
                    .release("latest/stable", 1, 5)
                    .release("3.0/stable", 2, 4);
        }

        @Test
        void aClientThatNamesNoTrackIsTakenToTheDefaultOne() {
            snap();

            Offer offer = (Offer) install("hello", channel("stable"));

            assertThat(offer.revision().number()).isEqualTo(2);
            assertThat(offer.redirect()).isEqualTo("3.0/stable");
        }

        @Test
        void aDownloadWithoutChannelIsTakenThereToo() {
            snap();

            Offer offer = (Offer) fetch(ActionKind.DOWNLOAD, "hello", Wish.DEFAULT, true);

            assertThat(offer.redirect()).isEqualTo("3.0/stable");
        }

        @Test
        void aClientThatNamesTheTrackIsNotRedirected() {
            snap();

            Offer offer = (Offer) install("hello", channel("latest/stable"));

            assertThat(offer.revision().number()).isEqualTo(1);
            assertThat(offer.redirect()).isNull();
        }

        @Test
        void aClientThatDoesNotKnowRedirectsGetsNone() {
            snap();

            assertThat(((Offer) fetch(ActionKind.INSTALL, "hello", channel("stable"), false)).redirect())
                    .isNull();
        }

        @Test
        void aRefreshIsNeverRedirected() {
            snap();

            assertThat(((Offer) refresh(1, 7, "latest/stable")).redirect()).isNull();
        }
    }

    @Nested
    class Epochs {
        @Test
        void aDeviceIsLedThroughTheRevisionThatCanReadItsData() {
            fixture.snap(1, "hello")
                    .revision(1, "0")
                    .revision(2, "1*")
                    .revision(3, "2*")
                    .release("stable", 1, 9)
                    .release("stable", 2, 8)
                    .release("stable", 3, 7);

            assertThat(offered(refresh(1, installed(1, 1, "stable", "0", null), Wish.DEFAULT)))
                    .isEqualTo(2);
            assertThat(offered(refresh(1, installed(1, 2, "stable", "1*", null), Wish.DEFAULT)))
                    .isEqualTo(3);
        }

        @Test
        void aRevisionThatWasTakenBackIsNoStepOnTheWay() {
            fixture.snap(1, "hello")
                    .revision(1, "0")
                    .revision(2, "1*")
                    .revision(3, "1*")
                    .revision(4, "2*")
                    .release("stable", 2, 9)
                    .release("stable", 3, 8)
                    .release("stable", 2, 7)
                    .release("stable", 4, 6);

            assertThat(offered(refresh(1, installed(1, 1, "stable", "0", null), Wish.DEFAULT)))
                    .isEqualTo(2);
        }

        @Test
        void aDeviceThatNothingCanTakeOverStaysWhereItIs() {
            fixture.snap(1, "hello")
                    .revision(1, "0")
                    .revision(2, "2")
                    .release("stable", 1, 9)
                    .release("stable", 0, 8)
                    .release("stable", 2, 7);

            assertThat(refresh(1, installed(1, 1, "stable", "0", null), Wish.DEFAULT))
                    .isInstanceOfSatisfying(Current.class, current -> {
                        assertThat(current.revision().number()).isEqualTo(1);
                        assertThat(current.reason()).isEqualTo(Reason.EPOCH);
                    });
        }

        @Test
        void aDeviceOfAnOldEpochGetsWhatASaferChannelHasForIt() {
            fixture.snap(1, "hello")
                    .revision(1, "0")
                    .revision(2, "2")
                    .release("stable", 1, 9)
                    .release("edge", 2, 7);

            Offer offer = (Offer) refresh(1, installed(1, 77, "edge", "0", null), Wish.DEFAULT);
            assertThat(offer.revision().number()).isEqualTo(1);
            assertThat(offer.channel()).isEqualTo("latest/stable");
        }

        @Test
        void aDeviceThatNoChannelCanTakeOverIsToldSo() {
            fixture.snap(1, "hello")
                    .revision(1, "1")
                    .revision(2, "2")
                    .release("stable", 1, 9)
                    .release("edge", 2, 7);

            assertThat(refused(refresh(1, installed(1, 77, "edge", "0", null), Wish.DEFAULT))
                            .reason())
                    .isEqualTo(Reason.EPOCH);
        }

        /** A fix for old installations, released after the new epoch, is invisible to those who have no data yet. */
        private void fixForOldInstallations() {
            fixture.snap(1, "hello")
                    .revision(1, "0")
                    .revision(2, "1")
                    .revision(3, "0")
                    .release("stable", 1, 9)
                    .release("stable", 2, 8)
                    .release("stable", 3, 7);
        }

        private int stays(int revision, String epoch) {
            RefreshDecision decision = refresh(1, installed(1, revision, "stable", epoch, null), Wish.DEFAULT);
            assertThat(decision).isInstanceOf(Current.class);
            return ((Current) decision).revision().number();
        }

        @Test
        void whoHasNoDataGetsTheLatestEpochWhateverWasReleasedLast() {
            fixForOldInstallations();

            assertThat(offered(install("hello", Wish.DEFAULT))).isEqualTo(2);
            assertThat(offered(install("hello", channel("edge")))).isEqualTo(2);
            assertThat(offered(fetch(ActionKind.DOWNLOAD, "hello", Wish.DEFAULT, true)))
                    .isEqualTo(2);
            assertThat(offered(refresh(1, 1, "stable"))).isEqualTo(3);
            assertThat(stays(3, "0")).isEqualTo(3);
            assertThat(stays(2, "1")).isEqualTo(2);
        }

        @Test
        void whatIsShownIsWhatAnInstallWouldGet() {
            fixForOldInstallations();

            assertThat(asker(fixture.build())
                            .view()
                            .findByName("hello")
                            .orElseThrow()
                            .openChannels("amd64", NOW))
                    .singleElement()
                    .satisfies(open -> {
                        assertThat(open.revision().number()).isEqualTo(2);
                        assertThat(open.releasedAt()).isEqualTo(NOW.minusSeconds(8 * 3600L));
                    });
        }

        @Test
        void anOldRevisionReleasedAgainReachesOldInstallationsOnly() {
            fixForOldInstallations();
            fixture.build();
            fixture.snap(1, "hello")
                    .revision(1, "0")
                    .revision(2, "1")
                    .revision(3, "0")
                    .release("stable", 2, 8)
                    .release("stable", 3, 7)
                    .release("stable", 1, 6);

            assertThat(offered(install("hello", Wish.DEFAULT))).isEqualTo(2);
            assertThat(offered(refresh(1, installed(1, 3, "stable", "0", null), Wish.DEFAULT)))
                    .isEqualTo(1);
        }

        @Test
        void anInstallInACohortGetsTheLatestEpochOfThatMoment() {
            fixForOldInstallations();

            String before = COHORTS.make(id(1), NOW.minusSeconds(8 * 3600L + 1));
            String after = COHORTS.make(id(1), NOW.minusSeconds(3600L));
            assertThat(offered(install("hello", new Wish("stable", 0, before)))).isEqualTo(1);
            assertThat(offered(install("hello", new Wish("stable", 0, after)))).isEqualTo(2);
        }

        @Test
        void aBranchAnswersByEpochToo() {
            fixture.snap(1, "hello")
                    .revision(1, "0")
                    .revision(2, "1")
                    .revision(3, "0")
                    .release("stable", 1, 9)
                    .release("latest/stable/fix", 2, 8)
                    .release("latest/stable/fix", 3, 7);

            assertThat(offered(install("hello", channel("stable/fix")))).isEqualTo(2);
            assertThat(offered(refresh(1, 1, "latest/stable/fix"))).isEqualTo(3);
        }

        @Test
        void theLatestEpochIsGoneWhereItWasWithdrawnOrTheChannelWasClosed() {
            fixture.snap(1, "withdrawn")
                    .revision(1, "0")
                    .revision(2, "1", true, List.of("amd64"))
                    .revision(3, "0")
                    .release("stable", 2, 8)
                    .release("stable", 3, 7);
            fixture.snap(2, "closed")
                    .revision(2, "1")
                    .revision(3, "0")
                    .release("stable", 2, 8)
                    .release("stable", 0, 7)
                    .release("stable", 3, 6);

            assertThat(offered(install("withdrawn", Wish.DEFAULT))).isEqualTo(3);
            assertThat(offered(install("closed", Wish.DEFAULT))).isEqualTo(3);
        }

        @Test
        void aStopOfTheLatestEpochHoldsForNewInstallationsAndNotForOldOnes() {
            fixForOldInstallations();
            fixture.snap(1, "hello")
                    .revision(1, "0")
                    .revision(2, "1")
                    .revision(3, "0")
                    .release("stable", 1, 9)
                    .release("stable", 2, 8)
                    .release("stable", 3, 7)
                    .stop("stable", 2);

            assertThat(refused(install("hello", Wish.DEFAULT)).reason()).isEqualTo(Reason.STOPPED);
            assertThat(offered(refresh(1, 1, "stable"))).isEqualTo(3);
        }

        @Test
        void aShareOfTheDevicesIsNotTakenFromAGreaterEpoch() {
            fixture.snap(1, "hello")
                    .revision(1, "0")
                    .revision(2, "1")
                    .revision(3, "0")
                    .release("stable", 1, 9)
                    .release("stable", 2, 8)
                    .rollout("stable", 3, 99, false, 1);

            assertThat(offered(install("hello", Wish.DEFAULT))).isEqualTo(2);
            assertThat(offered(refresh(1, 1, "stable"))).isEqualTo(3);
        }

        /** The table of the public documentation of epochs: what three users have after each release. */
        @ParameterizedTest
        @CsvSource({"3, 2, 2, 3", "4, 4, 4, 3", "5, 4, 4, 3", "6, 4, 6, 6", "7, 6, 6, 6", "8, 6, 7, 7"})
        void usersAreLedThroughEpochsAsTheDocumentationOfEpochsSays(int row, int one, int two, int three) {
            CatalogFixture.SnapDraft snap = fixture.snap(1, "hello");
            List<String> epochs = List.of("0", "0", "1", "0", "1", "1*", "1");
            for (int number = 1; number <= epochs.size(); number++) {
                snap.revision(number, epochs.get(number - 1));
            }
            List<String> channels =
                    List.of("stable", "stable", "candidate", "stable", "stable", "candidate", "stable", "candidate");
            List<Integer> releases = List.of(1, 2, 3, 4, 5, 6, 6, 7);
            int[] has = {1, 1, 3};
            for (int done = 0; done < row; done++) {
                snap.release(channels.get(done), releases.get(done), 20 - done);
                has[0] = follows(has[0], "stable", epochs);
                has[1] = follows(has[1], "candidate", epochs);
                has[2] = done < 2 ? has[2] : follows(has[2], "candidate", epochs);
            }

            assertThat(has).containsExactly(one, two, three);
        }

        private int follows(int revision, String channel, List<String> epochs) {
            ContextSnap has = installed(1, revision, channel, epochs.get(revision - 1), null);
            return switch (refresh(1, has, Wish.DEFAULT)) {
                case Offer offer -> offer.revision().number();
                case Current current -> current.revision().number();
                case Refused refused -> throw new AssertionError(refused.message());
            };
        }

        @Test
        void aPinnedRevisionOfAnOldEpochIsSaidToBeInTheChannelThatGivesItToOldInstallations() {
            fixForOldInstallations();

            assertThat(((Offer) refresh(1, installed(1, 1, "stable", "0", null), pinned(3))).channel())
                    .isEqualTo("latest/stable");
        }

        @Test
        void anInstallWithoutDataTakesAnyEpoch() {
            fixture.snap(1, "hello").revision(2, "5").release("stable", 2, 7);

            assertThat(offered(install("hello", Wish.DEFAULT))).isEqualTo(2);
        }

        @Test
        void aPinnedRevisionThatCannotReadTheDataIsNotOffered() {
            fixture.snap(1, "hello")
                    .revision(1, "0")
                    .revision(2, "2")
                    .release("stable", 1, 9)
                    .release("edge", 2, 8);

            assertThat(refresh(1, installed(1, 1, "stable", "0", null), pinned(2)))
                    .isInstanceOf(Current.class);
        }
    }

    @Nested
    class Revisions {
        @Test
        void aPinnedRevisionIsOfferedWhateverItsChannel() {
            fixture.snap(1, "hello")
                    .revision(1)
                    .revision(2)
                    .release("edge", 2, 9)
                    .release("stable", 1, 8);

            Offer offer = (Offer) refresh(1, installed(1, 1, "stable", "0", null), pinned(2));

            assertThat(offer.revision().number()).isEqualTo(2);
            assertThat(offer.channel()).isEqualTo("latest/edge");
            assertThat(offer.reason()).isEqualTo(Reason.PINNED);
        }

        @Test
        void aWithdrawnRevisionIsNotOfferedByPin() {
            fixture.snap(1, "hello").revision(2, "0", true, List.of("amd64")).release("edge", 2, 9);

            assertThat(refused(install("hello", pinned(2))).code()).isEqualTo(ErrorCode.REVISION_NOT_FOUND);
        }

        @Test
        void aChannelThatPointsToAWithdrawnRevisionOffersTheOneBefore() {
            fixture.snap(1, "hello")
                    .revision(1)
                    .revision(2, "0", true, List.of("amd64"))
                    .release("stable", 1, 9)
                    .release("stable", 2, 8);

            assertThat(offered(refresh(1, 2, "stable"))).isEqualTo(1);
        }

        @Test
        void aRevisionForAnotherArchitectureIsNotOfferedByPin() {
            fixture.snap(1, "hello").revision(2, "0", false, List.of("armhf")).release("armhf", "edge", 2, 9);

            assertThat(refused(install("hello", pinned(2))).reason()).isEqualTo(Reason.NO_REVISION);
        }
    }

    @Nested
    class Cohorts {
        private void snap() {
            fixture.snap(1, "hello")
                    .revision(1)
                    .revision(2)
                    .release("stable", 1, 9)
                    .release("stable", 2, 2);
        }

        private String key(int hoursAgo) {
            return COHORTS.make(id(1), NOW.minusSeconds(3600L * hoursAgo));
        }

        @Test
        void aCohortSeesTheChannelAsItWas() {
            snap();

            assertThat(offered(install("hello", new Wish("stable", 0, key(5))))).isEqualTo(1);
            assertThat(offered(install("hello", new Wish("stable", 0, key(1))))).isEqualTo(2);
        }

        @Test
        void aBareRefreshStaysInTheCohortOfTheContext() {
            snap();

            assertThat(refresh(1, installed(1, 1, "stable", "0", key(5)), Wish.DEFAULT))
                    .isInstanceOf(Current.class);
        }

        @Test
        void aKeyOfAnotherSnapOrOfNobodyIsRefused() {
            snap();

            assertThat(refused(install("hello", new Wish("stable", 0, COHORTS.make(id(2), NOW))))
                            .reason())
                    .isEqualTo(Reason.BAD_COHORT);
            assertThat(refused(install("hello", new Wish("stable", 0, "Y29ob3J0LXZlY3Rvci0wMDAx")))
                            .reason())
                    .isEqualTo(Reason.BAD_COHORT);
        }
    }

    @Nested
    class Visibility {
        @Test
        void hiddenAndAbsentSnapsAreTheSameByNameAndById() {
            fixture.hidden(2, "secret").revision(1).release("stable", 1, 1);

            assertThat(install("secret", Wish.DEFAULT)).isEqualTo(install("nothing", Wish.DEFAULT));
            assertThat(refresh(2, 1, "stable")).isEqualTo(refresh(9, 1, "stable"));
            assertThat(refused(refresh(2, 1, "stable")).code()).isEqualTo(ErrorCode.ID_NOT_FOUND);
            assertThat(refused(install("secret", Wish.DEFAULT)).code()).isEqualTo(ErrorCode.NAME_NOT_FOUND);
        }
    }

    @Test
    void timeDecidesNothingButTheEndOfBranches() {
        fixture.snap(1, "hello").revision(1).release("stable", 1, -5);
        SnapAction action = new SnapAction(ActionKind.INSTALL, "install-1", null, "hello", Wish.DEFAULT, null);

        assertThat(offered(decide(state(fixture), device(), AMD64, action, null, List.of(), Instant.EPOCH)))
                .isEqualTo(1);
    }
}
