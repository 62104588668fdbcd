package org.brandstore.snap.file;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The grammar of SPDX expressions: names joined by AND, OR and WITH, grouped by parentheses. Which names exist is left to the device. */
final class LicenseExpression {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.+-]*");
    private static final Set<String> JOINERS = Set.of("AND", "OR", "WITH");
    private static final int LONGEST = 2000;

    private LicenseExpression() {}

    static boolean isValid(String text) {
        if (text.length() > LONGEST) {
            return false;
        }
        int depth = 0;
        boolean wantsName = true;
        boolean afterWith = false;
        for (String word : words(text)) {
            boolean fits = switch (word) {
                case "(" -> wantsName && !afterWith;
                case ")" -> !wantsName && depth > 0;
                default ->
                    JOINERS.contains(word)
                            ? !wantsName
                            : wantsName && NAME.matcher(word).matches();
            };
            if (!fits) {
                return false;
            }
            depth += word.equals("(") ? 1 : 0;
            depth -= word.equals(")") ? 1 : 0;
            wantsName = word.equals("(") || JOINERS.contains(word);
            afterWith = word.equals("WITH");
        }
        return !wantsName && depth == 0;
    }

    private static List<String> words(String text) {
        String spaced = text.replace("(", " ( ").replace(")", " ) ").replace('\n', ' ');
        return Arrays.stream(spaced.split(" ", -1))
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
