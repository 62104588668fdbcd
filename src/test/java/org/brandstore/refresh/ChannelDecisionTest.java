package org.brandstore.refresh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.brandstore.catalog.CatalogFixture.NOW;
import static org.brandstore.catalog.CatalogFixture.STORE;
import static org.brandstore.refresh.Decisions.AMD64;
import static org.brandstore.refresh.Decisions.state;

import java.util.List;
import org.brandstore.catalog.CatalogSnap;
import org.brandstore.catalog.Viewer;
import org.brandstore.naming.StoreId;
import org.brandstore.problem.ErrorCode;
import org.brandstore.refresh.RefreshDecision.Current;
import org.brandstore.refresh.RefreshDecision.Offer;
import org.brandstore.refresh.RefreshDecision.Reason;
import org.brandstore.refresh.RefreshDecision.Refused;
import org.brandstore.refresh.question.ActionKind;
import org.brandstore.refresh.question.DeviceFacts;
import org.brandstore.refresh.question.Question;
import org.brandstore.refresh.question.SnapAction;
import org.brandstore.refresh.question.WantedRevision;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChannelDecisionTest extends DeciderCase {
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
            SnapAction action =
                    new SnapAction(ActionKind.INSTALL, "key-1", null, "hello", WantedRevision.DEFAULT, null);

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

            assertThat(refused(install("hello", WantedRevision.DEFAULT)).releases())
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

            Offer offer = (Offer) fetch(ActionKind.DOWNLOAD, "hello", WantedRevision.DEFAULT, true);

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
}
