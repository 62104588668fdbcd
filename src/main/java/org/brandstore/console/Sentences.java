package org.brandstore.console;

import java.util.Locale;
import org.brandstore.problem.StoreException;

/** Error messages as people read them: with a capital letter and a full stop. */
public final class Sentences {
    private Sentences() {}

    public static String of(StoreException e) {
        return of(e.details().getFirst().message());
    }

    /** @param text such as {@code cannot find it: there is none} */
    public static String of(String text) {
        String sentence = text.isEmpty() ? text : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
        return sentence.endsWith(".") ? sentence : sentence + ".";
    }
}
