package org.brandstore.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.UUID;
import org.brandstore.account.Actor;
import org.brandstore.event.RecordedChange;
import org.brandstore.naming.Revision;
import org.brandstore.release.channel.Progressive;
import org.brandstore.testing.PostgresTestResource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class SharesIT extends ReleaseCase {
    @Test
    void aShareOfTheDevicesStandsBesideWhatTheOthersGet() {
        Revision first = rows.revision(snap, developer, "amd64");
        Revision second = rows.revision(snap, developer, "amd64");
        release(first, EDGE);

        progressive(second, EDGE, 10, false);
        progressive(second, EDGE, 40, true);

        assertThat(releases.channelMap(snap))
                .singleElement()
                .satisfies(pointer -> assertThat(pointer.revision()).isEqualTo(first));
        assertThat(releases.phases(snap)).singleElement().satisfies(phase -> {
            assertThat(phase.revision()).isEqualTo(second);
            assertThat(phase.share()).isEqualTo(new Progressive(40, true));
        });
        assertThat(releases.history(snap))
                .extracting(move -> move.percentage().orElse(100))
                .containsExactly(40, 10, 100);
        RecordedChange change = log.ofBrand(store.brand(), Long.MAX_VALUE, 1).getFirst();
        assertThat(change.before()).contains("\"percentage\":10");
        assertThat(change.after()).contains("\"percentage\":40", "\"paused\":true");
    }

    @Test
    void aReleaseToAllEndsTheShareAndSoDoesClosing() {
        Revision first = rows.revision(snap, developer, "amd64");
        Revision second = rows.revision(snap, developer, "amd64");
        release(first, EDGE);
        progressive(second, EDGE, 10, false);

        release(second, EDGE);

        assertThat(releases.phases(snap)).isEmpty();
        assertThat(releases.channelMap(snap))
                .singleElement()
                .satisfies(pointer -> assertThat(pointer.revision()).isEqualTo(second));

        progressive(first, EDGE, 10, false);
        closings.close(snap, List.of(EDGE), "it is old", Actor.cli());
        assertThat(releases.phases(snap)).isEmpty();
        assertThat(releases.channelMap(snap)).isEmpty();
    }

    @Test
    void releasingWhatAllHadBeforeEndsTheShareToo() {
        Revision first = rows.revision(snap, developer, "amd64");
        release(first, EDGE);
        progressive(rows.revision(snap, developer, "amd64"), EDGE, 10, false);

        release(first, EDGE);

        assertThat(releases.phases(snap)).isEmpty();
    }

    @Test
    void aShareWantsApprovalWhereTheWholeDoesButLessOfItDoesNot() {
        Revision revision = rows.revision(snap, developer, "amd64");
        UUID ten = ((ReleaseOutcome.Waiting)
                        progressive(revision, STABLE, 10, false).getFirst())
                .requestId();
        UUID twenty = ((ReleaseOutcome.Waiting)
                        progressive(revision, STABLE, 20, false).getFirst())
                .requestId();
        assertThat(twenty).isNotEqualTo(ten);
        assertThat(requests.find(ten).orElseThrow().state().word()).isEqualTo("superseded");
        assertThat(requests.find(twenty).orElseThrow().share()).isEqualTo(new Progressive(20, false));

        QuarkusTransaction.requiringNew().run(() -> requests.apply(twenty, SYSTEM));

        assertThat(releases.phases(snap))
                .singleElement()
                .satisfies(phase -> assertThat(phase.share()).isEqualTo(new Progressive(20, false)));
        assertThat(progressive(revision, STABLE, 20, true)).containsExactly(new ReleaseOutcome.Applied(STABLE));
        assertThat(progressive(revision, STABLE, 5, true)).containsExactly(new ReleaseOutcome.Applied(STABLE));
        assertThat(progressive(revision, STABLE, 5, false).getFirst()).isInstanceOf(ReleaseOutcome.Waiting.class);
        assertThat(progressive(revision, STABLE, 30, true).getFirst()).isInstanceOf(ReleaseOutcome.Waiting.class);
    }
}
