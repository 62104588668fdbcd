package org.brandstore.refresh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.brandstore.catalog.CatalogFixture.NOW;
import static org.brandstore.catalog.CatalogFixture.asker;
import static org.brandstore.catalog.CatalogFixture.id;
import static org.brandstore.refresh.Decisions.COHORTS;

import java.util.List;
import org.brandstore.catalog.CatalogFixture;
import org.brandstore.refresh.RefreshDecision.Current;
import org.brandstore.refresh.RefreshDecision.Offer;
import org.brandstore.refresh.RefreshDecision.Reason;
import org.brandstore.refresh.RefreshDecision.Refused;
import org.brandstore.refresh.question.ActionKind;
import org.brandstore.refresh.question.ContextSnap;
import org.brandstore.refresh.question.WantedRevision;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EpochDecisionTest extends DeciderCase {
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

            assertThat(offered(refresh(1, installed(1, 1, "stable", "0", null), WantedRevision.DEFAULT)))
                    .isEqualTo(2);
            assertThat(offered(refresh(1, installed(1, 2, "stable", "1*", null), WantedRevision.DEFAULT)))
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

            assertThat(offered(refresh(1, installed(1, 1, "stable", "0", null), WantedRevision.DEFAULT)))
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

            assertThat(refresh(1, installed(1, 1, "stable", "0", null), WantedRevision.DEFAULT))
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

            Offer offer = (Offer) refresh(1, installed(1, 77, "edge", "0", null), WantedRevision.DEFAULT);
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

            assertThat(refused(refresh(1, installed(1, 77, "edge", "0", null), WantedRevision.DEFAULT))
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
            RefreshDecision decision =
                    refresh(1, installed(1, revision, "stable", epoch, null), WantedRevision.DEFAULT);
            assertThat(decision).isInstanceOf(Current.class);
            return ((Current) decision).revision().number();
        }

        @Test
        void whoHasNoDataGetsTheLatestEpochWhateverWasReleasedLast() {
            fixForOldInstallations();

            assertThat(offered(install("hello", WantedRevision.DEFAULT))).isEqualTo(2);
            assertThat(offered(install("hello", channel("edge")))).isEqualTo(2);
            assertThat(offered(fetch(ActionKind.DOWNLOAD, "hello", WantedRevision.DEFAULT, true)))
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

            assertThat(offered(install("hello", WantedRevision.DEFAULT))).isEqualTo(2);
            assertThat(offered(refresh(1, installed(1, 3, "stable", "0", null), WantedRevision.DEFAULT)))
                    .isEqualTo(1);
        }

        @Test
        void anInstallInACohortGetsTheLatestEpochOfThatMoment() {
            fixForOldInstallations();

            String before = COHORTS.make(id(1), NOW.minusSeconds(8 * 3600L + 1));
            String after = COHORTS.make(id(1), NOW.minusSeconds(3600L));
            assertThat(offered(install("hello", new WantedRevision("stable", 0, before))))
                    .isEqualTo(1);
            assertThat(offered(install("hello", new WantedRevision("stable", 0, after))))
                    .isEqualTo(2);
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

            assertThat(offered(install("withdrawn", WantedRevision.DEFAULT))).isEqualTo(3);
            assertThat(offered(install("closed", WantedRevision.DEFAULT))).isEqualTo(3);
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

            assertThat(refused(install("hello", WantedRevision.DEFAULT)).reason())
                    .isEqualTo(Reason.STOPPED);
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

            assertThat(offered(install("hello", WantedRevision.DEFAULT))).isEqualTo(2);
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
            return switch (refresh(1, has, WantedRevision.DEFAULT)) {
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

            assertThat(offered(install("hello", WantedRevision.DEFAULT))).isEqualTo(2);
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
}
