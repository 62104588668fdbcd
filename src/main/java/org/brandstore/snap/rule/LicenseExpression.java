package org.brandstore.snap.rule;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * SPDX licence expressions as devices read them: the identifiers of SPDX 3.11 and {@code Proprietary}, joined by AND, OR and
 * WITH, grouped by parentheses. A device refuses a snap whose licence it does not know.
 */
public final class LicenseExpression {
    private static final Set<String> LICENSES = names("spdx-licenses.txt");
    private static final Set<String> EXCEPTIONS = names("spdx-exceptions.txt");
    private static final String WITH = "WITH";
    private static final Set<String> JOINERS = Set.of("AND", "OR", WITH);
    private static final int LONGEST = 2000;

    /** What stood last in each group that is open, the outermost first. */
    private final Deque<String> last = new ArrayDeque<>();

    private LicenseExpression() {
        last.push("");
    }

    /** At most 2000 characters. */
    public static boolean isValid(String text) {
        if (text.length() > LONGEST) {
            return false;
        }
        LicenseExpression expression = new LicenseExpression();
        for (String word : words(text)) {
            if (!expression.takes(word)) {
                return false;
            }
        }
        return expression.last.size() == 1 && expression.isComplete();
    }

    /** In words, for messages. */
    public static String hint() {
        return "it must be an SPDX expression of licences that devices know, such as MIT or"
                + " GPL-3.0-or-later AND Apache-2.0; for any other licence write Proprietary";
    }

    private boolean isComplete() {
        String before = last.element();
        return !before.isEmpty() && !JOINERS.contains(before);
    }

    private boolean takes(String word) {
        String before = last.element();
        boolean fits = switch (word) {
            case "(" -> !before.equals(WITH);
            case ")" -> last.size() > 1 && !before.isEmpty();
            case "AND", "OR" -> isComplete();
            case WITH -> isComplete() && !before.equals("(");
            default -> isName(before, word);
        };
        if (word.equals(")")) {
            last.pop();
            return fits;
        }
        last.pop();
        last.push(word);
        if (word.equals("(")) {
            last.push("");
        }
        return fits;
    }

    private static boolean isName(String before, String word) {
        if (before.equals(WITH)) {
            return EXCEPTIONS.contains(word);
        }
        return (before.isEmpty() || JOINERS.contains(before)) && LICENSES.contains(word);
    }

    private static List<String> words(String text) {
        String spaced = text.replace("(", " ( ").replace(")", " ) ").replace('\n', ' ');
        return Arrays.stream(spaced.split(" ", -1))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static Set<String> names(String resource) {
        try (InputStream in = LicenseExpression.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the program lacks " + resource);
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return Set.copyOf(new HashSet<>(text.lines().toList()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
