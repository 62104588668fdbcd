package org.brandstore.snap.listing;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.brandstore.naming.ShownText;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.ErrorDetail;
import org.brandstore.problem.StoreException;
import org.brandstore.snap.SnapRevision;
import org.brandstore.snap.file.SnapLicense;
import org.brandstore.snap.rule.LicenseExpression;

/** What the texts of a listing may look like. */
final class ListingTexts {
    private ListingTexts() {}

    static void check(ListingField field, String text) {
        if (text.codePointCount(0, text.length()) > field.maxLength()) {
            throw wrong(field, "it must have at most " + field.maxLength() + " characters");
        }
        boolean lines = field == ListingField.DESCRIPTION;
        (lines ? ShownText.problemInLines(text) : ShownText.problemInLine(text)).ifPresent(problem -> {
            throw wrong(field, "it must not hold " + problem);
        });
        if (field == ListingField.LICENSE && !text.isEmpty() && !LicenseExpression.isValid(text)) {
            throw wrong(field, LicenseExpression.hint());
        }
    }

    /**
     * The texts of a revision as people read them: titles and summaries on one line, and none that no person could have
     * set, which revisions of former days may have.
     */
    static Map<ListingField, String> ofRevision(SnapRevision revision) {
        Map<ListingField, String> texts = new EnumMap<>(ListingField.class);
        texts.put(ListingField.TITLE, line(revision.title()));
        texts.put(ListingField.SUMMARY, line(revision.summary()));
        texts.put(ListingField.DESCRIPTION, revision.description());
        texts.put(ListingField.LICENSE, SnapLicense.of(revision.snapYaml()).orElse(""));
        texts.entrySet().removeIf(entry -> !fits(entry.getKey(), entry.getValue()));
        return texts;
    }

    private static boolean fits(ListingField field, String text) {
        try {
            check(field, text);
            return true;
        } catch (StoreException e) {
            return false;
        }
    }

    private static String line(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }

    private static StoreException wrong(ListingField field, String why) {
        return new StoreException(List.of(new ErrorDetail(
                ErrorCode.INVALID_FIELD,
                "cannot set " + field.wireName() + ": " + why,
                Map.of("field", field.wireName()))));
    }
}
