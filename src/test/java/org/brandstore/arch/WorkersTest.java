package org.brandstore.arch;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.quarkus.scheduler.Scheduled;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.brandstore.database.EachAlone;
import org.junit.jupiter.api.Test;

/** Whatever the store does by itself takes one thing at a time, so that one which fails keeps no other from its turn. */
class WorkersTest {
    /** Work that has no things: each is a statement, or tells why nothing can be kept from its turn by another. */
    private static final Map<String, String> WITHOUT_THINGS = Map.of(
            "UsedTokenJob.forget", "one statement",
            "MetricsJob.count", "a fixed row of statements over all devices",
            "SubmissionJob.expire", "one statement",
            "ObservationJob.turnTheDay", "a table a day");

    /** Threads of our own. */
    private static final Map<String, String> THREADS_WITHOUT_THINGS = Map.of(
            "OutboxListener", "gives each change to the states, which do not throw, and reads on",
            "DerivedStateReader", "reads one state, and tries until it can",
            "Observations", "writes alone what does not go in the batch, and counts it where it cannot",
            "Main", "one database, at the end of the program",
            "ColdRevisions", "the revisions of one request, for whoever waits for them",
            "WordIndex", "an index in memory, without the database",
            "BackgroundForce", "one file, for whoever waits for it",
            "BackgroundWriter", "one file, for whoever waits for it",
            "WatchedBlobStore", "one question, for whoever waits for it",
            "Xdelta3", "one program, for whoever waits for it");

    private final JavaClasses code = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.brandstore");

    @Test
    void whatIsDoneAtSetTimesTakesEachThingAlone() {
        Set<String> others = code.stream()
                .flatMap(type -> type.getMethods().stream())
                .filter(method -> method.isAnnotatedWith(Scheduled.class))
                .filter(method -> !reachesEachAlone(method))
                .map(method -> method.getOwner().getSimpleName() + "." + method.getName())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(others).isEqualTo(new TreeSet<>(WITHOUT_THINGS.keySet()));
    }

    @Test
    void whatHasAThreadTakesEachThingAlone() {
        Set<String> others = code.stream()
                .filter(type -> !type.getPackageName().startsWith("org.brandstore.cli"))
                .flatMap(type -> type.getCodeUnits().stream())
                .filter(WorkersTest::startsAThread)
                .filter(method -> method.getOwner().getCodeUnits().stream().noneMatch(WorkersTest::reachesEachAlone))
                .map(method -> method.getOwner().getSimpleName())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(others).isEqualTo(new TreeSet<>(THREADS_WITHOUT_THINGS.keySet()));
    }

    private static boolean startsAThread(JavaCodeUnit method) {
        return method.getCallsFromSelf().stream().anyMatch(call -> {
            String owner = call.getTargetOwner().getName();
            String name = call.getTarget().getName();
            return owner.equals("java.lang.Thread")
                            && Set.of("ofPlatform", "ofVirtual", "<init>").contains(name)
                    || owner.equals("java.util.concurrent.Executors") && name.startsWith("new");
        });
    }

    private static boolean reachesEachAlone(JavaCodeUnit start) {
        Set<JavaCodeUnit> seen = new HashSet<>(Set.of(start));
        Deque<JavaCodeUnit> open = new ArrayDeque<>(seen);
        while (!open.isEmpty()) {
            for (var call : open.pop().getCallsFromSelf()) {
                if (call.getTargetOwner().isEquivalentTo(EachAlone.class)) {
                    return true;
                }
                call.getTarget()
                        .resolveMember()
                        .filter(next -> next.getOwner().getName().startsWith("org.brandstore."))
                        .filter(seen::add)
                        .ifPresent(open::push);
            }
        }
        return false;
    }
}
