package org.brandstore.snap.listing;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.ErrorDetail;
import org.brandstore.problem.StoreException;

/** What the texts of a listing may look like. */
final class ListingTexts {
    private static final Pattern LICENSE = Pattern.compile("[-A-Za-z0-9.+() ]*");

    private ListingTexts() {}

    static void check(ListingField field, String text) {
        if (text.codePointCount(0, text.length()) > field.maxLength()) {
            throw wrong(field, "it must have at most " + field.maxLength() + " characters");
        }
        boolean lines = field == ListingField.DESCRIPTION;
        if (text.chars()
                .anyMatch(c -> Character.isISOControl(c) && !(lines && (c == '\n' || c == '\r' || c == '\t')))) {
            throw wrong(field, "it must have no control characters");
        }
        if (field == ListingField.LICENSE && !LICENSE.matcher(text).matches()) {
            throw wrong(field, "it must be an SPDX expression, such as Apache-2.0");
        }
    }

    private static StoreException wrong(ListingField field, String why) {
        return new StoreException(List.of(new ErrorDetail(
                ErrorCode.INVALID_FIELD,
                "cannot set " + field.wireName() + ": " + why,
                Map.of("field", field.wireName()))));
    }
}
