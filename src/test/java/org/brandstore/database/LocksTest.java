package org.brandstore.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The order holds only what is taken in its way. */
class LocksTest {
    private static final Path CODE = Path.of("src/main/java");
    private static final String HOME = "Locks.java";
    /** Who tries, and who skips what is locked, waits for nobody. */
    private static final Pattern WAITING = Pattern.compile(
            "pg_advisory|PESSIMISTIC|lock\\s+table|\\bfor\\s+(no\\s+key\\s+)?(update|(key\\s+)?share)\\b"
                    + "(?!(\\s+of\\s+\\w+)?\\s+skip\\s+locked)",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern COMMENTS = Pattern.compile("/\\*.*?\\*/|//[^\n]*", Pattern.DOTALL);

    @Test
    void nobodyTakesALockButThroughTheOrder() throws IOException {
        try (Stream<Path> files = Files.walk(CODE)) {
            List<String> offenders = files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.endsWith(HOME))
                    .filter(file -> WAITING.matcher(code(file)).find())
                    .map(Path::toString)
                    .toList();
            assertThat(offenders).isEmpty();
        }
    }

    @Test
    void thePatternKnowsALockWhenItSeesOne() {
        assertThat(List.of(
                        "select 1 from snap for update",
                        "select 1 from snap s for no key update of s",
                        "select 1 from person for share",
                        "select pg_advisory_lock(1)",
                        "LockModeType.PESSIMISTIC_READ"))
                .allSatisfy(text -> assertThat(WAITING.matcher(text).find()).isTrue());
        assertThat(List.of("limit 1 for update skip locked", "for update of r skip locked"))
                .allSatisfy(text -> assertThat(WAITING.matcher(text).find()).isFalse());
    }

    @Test
    void theDocumentationListsTheOrder() throws IOException {
        String text = Files.readString(Path.of("docs/explanation/README.md"));
        List<Integer> places = Stream.of(Lock.values())
                .map(lock -> text.indexOf("`" + lock.name() + "`"))
                .toList();
        assertThat(places).doesNotContain(-1).isSorted();
    }

    private static String code(Path file) {
        try {
            return COMMENTS.matcher(Files.readString(file)).replaceAll("");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
