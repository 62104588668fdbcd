package org.brandstore.documentation;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toUnmodifiableSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Names of classes and packages on the pages are those of the code, so that a page cannot go on about what is not there. */
class DocumentedNamesTest {
    private static final Path CODE = Path.of("src/main/java/org/brandstore");
    private static final Path ARCHITECTURE = Path.of("docs/explanation/architecture.md");
    /** These speak of classes only: here a name of one word is one too. */
    private static final Set<Path> ABOUT_CODE = Set.of(ARCHITECTURE, Path.of("docs/contributing.md"));
    /** These speak of other programs, whose names are not ours. */
    private static final Path PROTOCOL = Path.of("docs/reference/protocol");

    private static final Pattern QUOTED = Pattern.compile("`([^`\\n]+)`");
    private static final Pattern SEVERAL_WORDS = Pattern.compile("[A-Z][a-z][a-z0-9]*(?:[A-Z][a-z0-9]*)+");
    private static final Pattern NAME = Pattern.compile("[A-Z][a-z][a-z0-9]*(?:[A-Z][a-z0-9]*)*");
    private static final Pattern MEMBER = Pattern.compile("[.#(<].*$");
    private static final Pattern DIAGRAM = Pattern.compile("(?ms)^```mermaid$(.*?)^```$");
    private static final Pattern WHO_TAKES_PART = Pattern.compile("(?m)^ *participant (\\w+)$|^ *(\\w+)-+[>)]+(\\w+):");
    private static final Pattern OUTSIDE = Pattern.compile("(?m)^ *actor (\\w+)$");
    private static final Pattern PACKAGE_ROW = Pattern.compile("(?m)^\\|[^|]*\\| `([a-z]+)` \\|");

    /** Classes of others, and words of the protocols that look like one. */
    private static final Set<String> FOREIGN =
            Set.of("Clock", "SecureRandom", "LoaderOptions", "ManualReviewPending", "ReviewInProgress");

    @Test
    void everyClassOnAPageIsInTheCode() throws IOException {
        Set<String> known = classes();
        Map<String, Path> unknown = new TreeMap<>();
        for (Path page : Pages.all()) {
            if (!page.startsWith(PROTOCOL)) {
                Pattern name = ABOUT_CODE.contains(page) ? NAME : SEVERAL_WORDS;
                QUOTED.matcher(Pages.prose(Pages.read(page)))
                        .results()
                        .map(quoted -> MEMBER.matcher(quoted.group(1)).replaceFirst(""))
                        .filter(word -> name.matcher(word).matches())
                        .filter(word -> !known.contains(word) && !FOREIGN.contains(word))
                        .forEach(word -> unknown.put(word, page));
            }
        }
        assertThat(unknown).isEmpty();
    }

    @Test
    void whoTakesPartInADiagramIsAClass() throws IOException {
        Set<String> known = classes();
        Map<String, Path> unknown = new TreeMap<>();
        for (Path page : Pages.all()) {
            DIAGRAM.matcher(Pages.read(page))
                    .results()
                    .map(found -> found.group(1))
                    .forEach(diagram -> {
                        assertThat(diagram).as("a semicolon would end the line").doesNotContain(";");
                        Set<String> outside = OUTSIDE.matcher(diagram)
                                .results()
                                .map(actor -> actor.group(1))
                                .collect(toUnmodifiableSet());
                        WHO_TAKES_PART
                                .matcher(diagram)
                                .results()
                                .flatMap(part ->
                                        Stream.of(1, 2, 3).map(part::group).filter(group -> group != null))
                                .filter(part -> !outside.contains(part) && !known.contains(part))
                                .forEach(part -> unknown.put(part, page));
                    });
        }
        assertThat(unknown).isEmpty();
    }

    @Test
    void theTableOfPackagesIsComplete() throws IOException {
        Set<String> told = PACKAGE_ROW
                .matcher(Pages.read(ARCHITECTURE))
                .results()
                .map(row -> row.group(1))
                .collect(toCollection(TreeSet::new));
        try (Stream<Path> folders = Files.list(CODE)) {
            assertThat(folders.filter(Files::isDirectory)
                            .map(folder -> folder.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(told);
        }
    }

    @Test
    void aNameThatIsNoneIsFound() throws IOException {
        assertThat(classes()).contains("Catalogs", "DocumentedNamesTest").doesNotContain("CatalogManager");
        assertThat(WHO_TAKES_PART
                        .matcher("    Door-->>Session: verify")
                        .results()
                        .map(part -> part.group(2) + " " + part.group(3)))
                .containsExactly("Door Session");
    }

    private static Set<String> classes() throws IOException {
        try (Stream<Path> files = Pages.files(Path.of("src"), ".java")) {
            return files.map(file -> file.getFileName().toString().replaceFirst("\\.java$", ""))
                    .collect(toUnmodifiableSet());
        }
    }
}
