package org.brandstore.catalog.assertion;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.brandstore.assertion.AssertionException;
import org.brandstore.assertion.AssertionRef;
import org.brandstore.assertion.AssertionType;

/**
 * Names several assertions in one URL path segment, so that one answer can bring them all and no server need remember
 * what it promised. Who may see them is asked when they are fetched.
 *
 * <p>Text: base64url of lines {@code max-format type/key/key...}.
 *
 * @param items the assertions, at most {@value #MOST}
 */
public record AssertionList(List<Item> items) {
    /** The most assertions in one list. */
    public static final int MOST = 24;

    private static final int MAX_CHARS = 16_384;

    /**
     * One assertion.
     *
     * @param maxFormat the highest format that the client understands
     */
    public record Item(AssertionRef ref, int maxFormat) {}

    public AssertionList {
        items = List.copyOf(items);
    }

    /** Lists that together name all items. */
    static List<AssertionList> of(List<Item> items) {
        List<AssertionList> lists = new ArrayList<>();
        for (int from = 0; from < items.size(); from += MOST) {
            lists.add(new AssertionList(items.subList(from, Math.min(from + MOST, items.size()))));
        }
        return lists;
    }

    /** What the text names; empty if no list was ever written so. */
    public static Optional<AssertionList> parse(String text) {
        if (text.length() > MAX_CHARS) {
            return Optional.empty();
        }
        try {
            String lines = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            List<Item> items = new ArrayList<>();
            for (String line : lines.split("\n", MOST + 1)) {
                items.add(item(line));
            }
            return items.size() > MOST ? Optional.empty() : Optional.of(new AssertionList(items));
        } catch (IllegalArgumentException | AssertionException e) {
            return Optional.empty();
        }
    }

    private static Item item(String line) {
        int space = line.indexOf(' ');
        if (space < 0) {
            throw new IllegalArgumentException("no space in " + line);
        }
        List<String> path = Arrays.asList(line.substring(space + 1).split("/", -1));
        AssertionType type = AssertionType.find(path.getFirst()).orElseThrow(IllegalArgumentException::new);
        return new Item(
                AssertionRef.parse(type, path.subList(1, path.size())), Integer.parseInt(line.substring(0, space)));
    }

    @Override
    public String toString() {
        StringBuilder lines = new StringBuilder();
        for (Item item : items) {
            lines.append(lines.isEmpty() ? "" : "\n")
                    .append(item.maxFormat())
                    .append(' ')
                    .append(item.ref());
        }
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(lines.toString().getBytes(StandardCharsets.UTF_8));
    }
}
