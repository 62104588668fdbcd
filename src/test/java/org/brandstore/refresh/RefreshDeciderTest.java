package org.brandstore.refresh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.brandstore.catalog.CatalogFixture.NOW;
import static org.brandstore.catalog.CatalogFixture.id;
import static org.brandstore.refresh.Decisions.AMD64;
import static org.brandstore.refresh.Decisions.COHORTS;
import static org.brandstore.refresh.Decisions.decide;
import static org.brandstore.refresh.Decisions.device;
import static org.brandstore.refresh.Decisions.state;

import java.time.Instant;
import java.util.List;
import org.brandstore.problem.ErrorCode;
import org.brandstore.refresh.RefreshDecision.Current;
import org.brandstore.refresh.RefreshDecision.Offer;
import org.brandstore.refresh.RefreshDecision.Reason;
import org.brandstore.refresh.question.ActionKind;
import org.brandstore.refresh.question.SnapAction;
import org.brandstore.refresh.question.WantedRevision;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RefreshDeciderTest extends DeciderCase {
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
            assertThat(refused(install("hello", WantedRevision.DEFAULT)).reason())
                    .isEqualTo(Reason.STOPPED);
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

            assertThat(offered(install("hello", new WantedRevision("stable", 0, key(5)))))
                    .isEqualTo(1);
            assertThat(offered(install("hello", new WantedRevision("stable", 0, key(1)))))
                    .isEqualTo(2);
        }

        @Test
        void aBareRefreshStaysInTheCohortOfTheContext() {
            snap();

            assertThat(refresh(1, installed(1, 1, "stable", "0", key(5)), WantedRevision.DEFAULT))
                    .isInstanceOf(Current.class);
        }

        @Test
        void aKeyOfAnotherSnapOrOfNobodyIsRefused() {
            snap();

            assertThat(refused(install("hello", new WantedRevision("stable", 0, COHORTS.make(id(2), NOW))))
                            .reason())
                    .isEqualTo(Reason.BAD_COHORT);
            assertThat(refused(install("hello", new WantedRevision("stable", 0, "Y29ob3J0LXZlY3Rvci0wMDAx")))
                            .reason())
                    .isEqualTo(Reason.BAD_COHORT);
        }
    }

    @Nested
    class Visibility {
        @Test
        void hiddenAndAbsentSnapsAreTheSameByNameAndById() {
            fixture.hidden(2, "secret").revision(1).release("stable", 1, 1);

            assertThat(install("secret", WantedRevision.DEFAULT)).isEqualTo(install("nothing", WantedRevision.DEFAULT));
            assertThat(refresh(2, 1, "stable")).isEqualTo(refresh(9, 1, "stable"));
            assertThat(refused(refresh(2, 1, "stable")).code()).isEqualTo(ErrorCode.ID_NOT_FOUND);
            assertThat(refused(install("secret", WantedRevision.DEFAULT)).code())
                    .isEqualTo(ErrorCode.NAME_NOT_FOUND);
        }
    }

    @Test
    void timeDecidesNothingButTheEndOfBranches() {
        fixture.snap(1, "hello").revision(1).release("stable", 1, -5);
        SnapAction action =
                new SnapAction(ActionKind.INSTALL, "install-1", null, "hello", WantedRevision.DEFAULT, null);

        assertThat(offered(decide(state(fixture), device(), AMD64, action, null, List.of(), Instant.EPOCH)))
                .isEqualTo(1);
    }
}
