package org.brandstore.arch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Several things happen in one moment. A list that is sorted by a moment alone has them in another order each time, so that
 * who reads it in parts sees one twice and another never.
 */
class StableListsTest {
    private static final Pattern BY_A_MOMENT = Pattern.compile(
            "Sort\\.(by|ascending|descending)\\(\"\\w*(At|at)\"\\)(\\.(ascending|descending)\\(\\))?(?!\\s*\\.and\\()"
                    + "|\\bSort\\.\\w+\\([^)]*\\)(\\.and\\(\"\\w*(At|at)\"\\))(?!\\s*\\.and\\()"
                    + "|order by (\\w+\\.)?\\w*(At|_at)( desc)?\"(?!\\s*\\+)");

    @Test
    void noListIsSortedByAMomentAlone() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            List<String> offenders = files.filter(file -> file.toString().endsWith("Repository.java"))
                    .filter(file -> BY_A_MOMENT.matcher(read(file)).find())
                    .map(Path::toString)
                    .toList();
            // when names were registered, as a list of moments
            assertThat(offenders).containsExactly("src/main/java/org/brandstore/snap/SnapRepository.java");
        }
    }

    @Test
    void thePatternKnowsOneWhenItSeesIt() {
        assertThat(List.of(
                        "Sort.by(\"createdAt\"), x",
                        "Sort.by(\"createdAt\").descending(), x",
                        "Sort.descending(\"proven\").and(\"createdAt\"), x",
                        "\"... order by requestedAt desc\", x"))
                .allSatisfy(code ->
                        assertThat(BY_A_MOMENT.matcher(code).find()).as(code).isTrue());
        assertThat(List.of("Sort.by(\"createdAt\").and(\"id\")", "Sort.descending(\"createdAt\", \"id\")"))
                .allSatisfy(code ->
                        assertThat(BY_A_MOMENT.matcher(code).find()).as(code).isFalse());
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
