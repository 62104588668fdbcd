package org.brandstore.console.account;

import java.util.Locale;
import org.brandstore.problem.StoreException;

/** Error messages as people read them: with a capital letter and a full stop. */
final class Sentences {
    private Sentences() {}

    static String of(StoreException e) {
        String text = e.details().getFirst().message();
        String sentence = text.isEmpty() ? text : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
        return sentence.endsWith(".") ? sentence : sentence + ".";
    }
}
