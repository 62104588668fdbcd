package org.brandstore.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.brandstore.testing.Commands;
import org.brandstore.testing.PostgresTestResource;
import org.junit.jupiter.api.Test;

/** The store's commands in the guides are there, with these options and arguments. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class DocumentedCommandsIT {
    private static final Pattern BLOCK = Pattern.compile("(?ms)^ *```\\w*$(.*?)^ *```$");

    /** At the start of a line, behind a variable or in a substitution; up to a comment, a redirection or the end. */
    private static final Pattern COMMAND =
            Pattern.compile("(?m)(?:^ *|' |\\$\\()(?:brandstore|java -jar \\S*quarkus-run\\.jar) ([a-z]+ [^\\n>)#]+)");

    private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)");

    @Inject
    Commands commands;

    @Test
    void theyAreUnderstood() throws IOException {
        List<String> found = new ArrayList<>();
        for (Path page : pages()) {
            for (MatchResult block :
                    BLOCK.matcher(Files.readString(page)).results().toList()) {
                COMMAND.matcher(block.group(1).replace("\\\n", " "))
                        .results()
                        .map(command -> command.group(1).strip())
                        .forEach(found::add);
            }
        }

        assertThat(found)
                .hasSizeGreaterThan(15)
                .contains("trust export --go", "person remove-second-factor ana@acme.example");
        for (String command : found) {
            assertThatCode(() -> commands.line().parseArgs(words(command)))
                    .as(command)
                    .doesNotThrowAnyException();
        }
    }

    private static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>(List.of(Path.of("README.md"), Path.of("storage/README.md")));
        for (String folder : List.of("docs", "k8s")) {
            try (Stream<Path> files = Files.walk(Path.of(folder))) {
                files.filter(file -> file.toString().endsWith(".md")).forEach(pages::add);
            }
        }
        return pages;
    }

    /** As a shell would split it; a shortened id stands for a whole one. */
    private static String[] words(String command) {
        return WORD.matcher(command)
                .results()
                .map(word -> Stream.of(1, 2, 3)
                        .map(word::group)
                        .filter(text -> text != null)
                        .findFirst()
                        .orElseThrow())
                .map(word -> word.endsWith("…") ? new UUID(0, 1).toString() : word)
                .toArray(String[]::new);
    }
}
