package org.brandstore.console.snap;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.brandstore.console.Sentences;
import org.brandstore.snap.SubmissionNote;
import org.brandstore.snap.review.ReviewCheck;

/**
 * What a check saw, in words.
 *
 * @param title what the check is about; empty if what is said needs none
 * @param messages what was seen
 * @param more how many more such messages there are
 */
public record NoteView(String title, List<String> messages, int more) {
    private static final int SHOWN = 6;

    /** One for each check, in the order in which they come. */
    public static List<NoteView> of(List<SubmissionNote> notes) {
        Map<String, List<String>> byCode = new LinkedHashMap<>();
        notes.forEach(note ->
                byCode.computeIfAbsent(note.code(), code -> new ArrayList<>()).add(note.message()));
        return byCode.entrySet().stream()
                .map(entry -> view(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static NoteView view(String code, List<String> messages) {
        String title = ReviewCheck.find(code).map(ReviewCheck::title).orElse("");
        List<String> shown = messages.stream().limit(SHOWN).map(NoteView::words).toList();
        return new NoteView(capital(title), shown, messages.size() - shown.size());
    }

    /** A sentence; what begins with a path stays as it is. */
    private static String words(String message) {
        String first = message.split(" ", 2)[0];
        boolean path = first.contains("/") || first.contains(".") || first.endsWith(":");
        return path ? message : Sentences.of(message);
    }

    private static String capital(String text) {
        return text.isEmpty() ? text : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }
}
