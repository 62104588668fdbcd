package org.brandstore.documentation;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What is written in this repository, as texts. */
final class Pages {
    private static final Pattern FENCE = Pattern.compile("(?ms)^\\s*```.*?^\\s*```$");
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} +(.+?)\\s*$");
    private static final Pattern LINK = Pattern.compile("\\[([^]]*)]\\([^)]*\\)");

    private Pages() {}

    /** Every page in Markdown, except what a build makes. */
    static List<Path> all() throws IOException {
        try (Stream<Path> docs = files(Path.of("docs"), ".md");
                Stream<Path> storage = files(Path.of("storage"), ".md");
                Stream<Path> cluster = files(Path.of("k8s"), ".md")) {
            return Stream.of(Stream.of(Path.of("README.md")), docs, storage, cluster)
                    .flatMap(found -> found)
                    .sorted()
                    .toList();
        }
    }

    /** @param suffixes how the names of the files end */
    static Stream<Path> files(Path folder, String... suffixes) throws IOException {
        return Files.walk(folder)
                .filter(file -> Stream.of(suffixes).anyMatch(file.toString()::endsWith))
                .filter(Files::isRegularFile);
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A page without its blocks of code and its diagrams. */
    static String prose(String page) {
        return FENCE.matcher(page).replaceAll("");
    }

    static Stream<String> headings(String page) {
        return HEADING.matcher(prose(page)).results().map(match -> match.group(1));
    }

    /** What may stand behind {@code #} in a link to the page, as the usual viewers of Markdown make it of headings. */
    static Set<String> anchors(String page) {
        return headings(page)
                .map(heading -> LINK.matcher(heading).replaceAll("$1"))
                .map(heading -> heading.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N} _-]", ""))
                .map(heading -> heading.strip().replace(' ', '-'))
                .collect(toUnmodifiableSet());
    }
}
