package org.brandstore.documentation;

import static java.util.stream.Collectors.toUnmodifiableSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What the code cites of the pages about the protocols is on these pages. A citation is the page and one or several of: a
 * section ({@code 6.4}), a lettered part ({@code (a)}), a trap ({@code trap 15}); or the whole page.
 */
class CitationsTest {
    private static final Path PAGES = Path.of("docs/reference/protocol");
    private static final Pattern PAGE = Pattern.compile("\\b(assertions|device-api|publisher-api)\\.md");
    private static final String AND = "(?:, | and | to )";
    private static final String TRAPS = "traps? \\d++(?:" + AND + "\\d++(?!\\.\\d))*";
    private static final String PLACE = "(?:\\d++(?:\\.\\d++)?|\\([a-z]\\)|" + TRAPS + ")";
    private static final Pattern PLACES = Pattern.compile(" (" + PLACE + "(?:" + AND + PLACE + ")*)");
    private static final Pattern WHOLE = Pattern.compile("[).:]");
    private static final Pattern ONE = Pattern.compile(TRAPS + "|\\d++(?:\\.\\d++)?|\\([a-z]\\)");
    /** The name of a case ends with the sections, traps ({@code b 15}) and parts ({@code a}) that it proves. */
    private static final Pattern CASE = Pattern.compile("(?m)^@case\\(\"[^\"]*\\(([^()\"]+)\\)\"\\)");

    private final Map<String, Set<String>> known = new HashMap<>();

    @Test
    void everyCitedSectionAndTrapIsOnItsPage() throws IOException {
        List<String> astray = new ArrayList<>();
        int citations = 0;
        for (Path file : sources()) {
            String text = oneLine(Pages.read(file));
            for (MatchResult page : PAGE.matcher(text).results().toList()) {
                citations++;
                Matcher places = PLACES.matcher(text).region(page.end(), text.length());
                if (places.lookingAt()) {
                    String name = page.group();
                    missing(name, places.group(1))
                            .forEach(place -> astray.add(file + ": " + name + " has no " + place));
                } else if (!WHOLE.matcher(text)
                        .region(page.end(), text.length())
                        .lookingAt()) {
                    int end = Math.min(text.length(), page.end() + 20);
                    astray.add(file + ": not how citations are spelt: " + text.substring(page.start(), end));
                }
            }
        }
        assertThat(astray).isEmpty();
        assertThat(citations).as("citations that were found at all").isGreaterThan(300);
    }

    @Test
    void whatTheCasesOfThePublisherSuiteAreNamedAfterIsOnThePage() {
        List<String> astray = CASE.matcher(Pages.read(Path.of("src/conformance/snapcraft/cases.py")))
                .results()
                .flatMap(found -> Stream.of(found.group(1).split(", ")))
                .map(place -> place.replaceFirst("^b (?=\\d)", "trap ").replaceFirst("^([a-z])$", "($1)"))
                .flatMap(place -> missing("publisher-api.md", place))
                .toList();
        assertThat(astray).isEmpty();
    }

    @Test
    void aCitationOfWhatIsNotThereIsFound() {
        assertThat(missing("assertions.md", "3.8 and 6.1, traps 1, 2 and 17")).isEmpty();
        assertThat(missing("assertions.md", "3.99")).containsExactly("3.99");
        assertThat(missing("device-api.md", "(a), (z) and 6.4, trap 99")).containsExactly("(z)", "trap 99");
        assertThat(PLACES.matcher(" trap 4 and 6.2").matches()).isTrue();
    }

    private Stream<String> missing(String page, String places) {
        Set<String> there = known.computeIfAbsent(page, CitationsTest::places);
        return ONE.matcher(places)
                .results()
                .map(MatchResult::group)
                .flatMap(CitationsTest::single)
                .filter(place -> !there.contains(place));
    }

    private static Set<String> places(String page) {
        String text = Pages.read(PAGES.resolve(page));
        return Stream.concat(sections(text), traps(text)).collect(toUnmodifiableSet());
    }

    private static Stream<String> single(String place) {
        return place.startsWith("trap")
                ? Pattern.compile("\\d+").matcher(place).results().map(number -> "trap " + number.group())
                : Stream.of(place);
    }

    private static Stream<String> sections(String text) {
        Pattern number = Pattern.compile("^(\\d+(?:\\.\\d+)?|\\([a-z]\\))[. ]");
        return Pages.headings(text)
                .flatMap(heading -> number.matcher(heading).results().map(match -> match.group(1)));
    }

    private static Stream<String> traps(String text) {
        return Stream.of(text.split("(?m)^## "))
                .filter(part -> part.lines().findFirst().orElse("").matches("(?i).*\\btraps\\b.*"))
                .flatMap(part ->
                        Pattern.compile("(?m)^\\| (\\d+) \\|").matcher(part).results())
                .map(row -> "trap " + row.group(1));
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Pages.files(
                Path.of("src"), ".java", ".py", ".go", ".sql", ".csv", ".properties", ".html", ".js", ".sh", "/run")) {
            return files.filter(file -> !file.endsWith("CitationsTest.java"))
                    .sorted()
                    .toList();
        }
    }

    /** Comments as one line, since a citation may go over the end of a line. */
    private static String oneLine(String text) {
        return text.replaceAll("\\R\\s*(?:\\*(?!/)|//|#)?\\s*", " ");
    }
}
