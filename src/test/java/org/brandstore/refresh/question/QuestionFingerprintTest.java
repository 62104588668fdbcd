package org.brandstore.refresh.question;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.brandstore.catalog.Asker;
import org.brandstore.catalog.Viewer;
import org.brandstore.device.fleet.InstalledSnap;
import org.brandstore.snap.metadata.Epoch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class QuestionFingerprintTest {
    private static final InstalledSnap SNAP =
            new InstalledSnap("key", "id", 1, "stable", "2026-01-01", List.of("a", "b"));
    private static final List<List<String>> SETS = List.of(List.of("16", "acme", "base"));

    private static long of(String architecture, List<ContextSnap> context, SnapAction... actions) {
        return QuestionFingerprint.of(
                new DeviceFacts(new Viewer.Stranger(), new Asker.Traits(architecture, true, true), true, context),
                new Question(List.of(actions), false));
    }

    private static long installed(InstalledSnap snap) {
        return of("amd64", List.of(new ContextSnap(snap, Epoch.ZERO, null, false)));
    }

    private static long asked(ActionKind kind, WantedRevision wish, @Nullable Epoch epoch) {
        return of("amd64", List.of(), new SnapAction(kind, "key", "id", null, wish, epoch));
    }

    @Test
    void everyPartOfWhatADeviceRunsChangesIt() {
        assertThat(Stream.of(
                        of("amd64", List.of()),
                        of("arm64", List.of()),
                        installed(SNAP),
                        installed(new InstalledSnap("key2", "id", 1, "stable", "2026-01-01", List.of("a", "b"))),
                        installed(new InstalledSnap("key", "id2", 1, "stable", "2026-01-01", List.of("a", "b"))),
                        installed(new InstalledSnap("key", "id", 2, "stable", "2026-01-01", List.of("a", "b"))),
                        installed(new InstalledSnap("key", "id", 1, "edge", "2026-01-01", List.of("a", "b"))),
                        installed(new InstalledSnap("key", "id", 1, "stable", "2026-01-02", List.of("a", "b"))),
                        installed(new InstalledSnap("key", "id", 1, "stable", null, List.of("a", "b"))),
                        installed(new InstalledSnap("key", "id", 1, "stable", "2026-01-01", List.of("ab"))),
                        installed(new InstalledSnap("key", "id", 1, "stable", "2026-01-01", List.of())),
                        of("amd64", List.of(new ContextSnap(SNAP, new Epoch(List.of(1L), List.of(1L)), null, false))),
                        of("amd64", List.of(new ContextSnap(SNAP, Epoch.ZERO, "cohort", false))),
                        of("amd64", List.of(new ContextSnap(SNAP, Epoch.ZERO, null, true))),
                        of("amd64", List.of(new ContextSnap(SNAP, Epoch.ZERO, null, false, SETS)))))
                .doesNotHaveDuplicates();
    }

    @Test
    void everyPartOfWhatADeviceAsksChangesIt() {
        assertThat(Stream.of(
                        asked(ActionKind.REFRESH, WantedRevision.DEFAULT, null),
                        asked(ActionKind.DOWNLOAD, WantedRevision.DEFAULT, null),
                        asked(ActionKind.REFRESH, new WantedRevision("edge", 0, null), null),
                        asked(ActionKind.REFRESH, new WantedRevision(null, 7, null), null),
                        asked(ActionKind.REFRESH, new WantedRevision(null, 0, "cohort"), null),
                        asked(ActionKind.REFRESH, new WantedRevision(null, 0, null, true, List.of()), null),
                        asked(ActionKind.REFRESH, new WantedRevision(null, 0, null, false, List.of()), null),
                        asked(ActionKind.REFRESH, new WantedRevision(null, 0, null, null, SETS), null),
                        asked(ActionKind.REFRESH, WantedRevision.DEFAULT, Epoch.ZERO)))
                .doesNotHaveDuplicates();
    }

    /** It is kept in the database: another number for the same question would have every device written anew. */
    @Test
    void itIsTheSameForEver() {
        assertThat(of(
                        "amd64",
                        List.of(new ContextSnap(SNAP, Epoch.ZERO, "cohort", true, SETS)),
                        new SnapAction(
                                ActionKind.REFRESH,
                                "key",
                                "id",
                                null,
                                new WantedRevision("edge", 7, null),
                                Epoch.ZERO)))
                .isEqualTo(-4_124_327_369_782_889_029L);
    }
}
