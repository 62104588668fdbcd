package org.brandstore.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every link between pages leads somewhere, and every page can be come to by links. */
class LinksTest {
    private static final Pattern LINK = Pattern.compile("]\\((?!https?:|mailto:)([^)#\\s]*)(?:#([^)\\s]+))?\\)");

    @Test
    void everyLinkLeadsToAFileAndAHeading() throws IOException {
        List<String> broken = new ArrayList<>();
        for (Path page : Pages.all()) {
            for (MatchResult link : links(page)) {
                Path target = target(page, link);
                if (!Files.exists(target)) {
                    broken.add(page + ": no file " + link.group(1));
                } else if (link.group(2) != null
                        && !Pages.anchors(Pages.read(target)).contains(link.group(2))) {
                    broken.add(page + ": no heading " + link.group(1) + "#" + link.group(2));
                }
            }
        }
        assertThat(broken).isEmpty();
    }

    @Test
    void everyPageIsLinkedFromAnother() throws IOException {
        List<Path> pages = Pages.all();
        List<Path> linked = new ArrayList<>();
        for (Path page : pages) {
            links(page).stream()
                    .map(link -> target(page, link))
                    .filter(to -> !to.equals(page))
                    .forEach(linked::add);
        }
        assertThat(pages.stream()
                        .filter(page -> !linked.contains(page))
                        .filter(page -> !page.startsWith("docs/decisions") && !page.equals(Path.of("README.md"))))
                .isEmpty();
    }

    private static List<MatchResult> links(Path page) {
        return LINK.matcher(Pages.prose(Pages.read(page)).replaceAll("`[^`\n]*`", ""))
                .results()
                .toList();
    }

    private static Path target(Path page, MatchResult link) {
        return link.group(1).isEmpty()
                ? page
                : page.resolveSibling(link.group(1)).normalize();
    }
}
