package org.brandstore.assertion.type.check;

import java.util.List;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionType;
import org.brandstore.assertion.type.field.Fields;
import org.brandstore.assertion.type.field.NameRule;

/** The rules of {@code repair} (assertions.md 3.19). */
final class RepairCheck {
    private static final List<String> BASES_WITHOUT_MODES = List.of("core", "core16", "core18");

    private RepairCheck() {}

    static void check(Assertion assertion) {
        Fields fields = Fields.of(assertion, AssertionType.REPAIR);
        fields.accountId("brand-id");
        fields.demandAuthority("brand-id");
        fields.integer("repair-id", 1);
        String summary = fields.nonEmpty("summary");
        if (summary.indexOf('\n') >= 0 || summary.indexOf('\r') >= 0) {
            throw fields.refuse("summary", "must be on one line");
        }
        fields.texts("series");
        fields.names("models", NameRule.BRAND_MODEL_PREFIX);
        fields.texts("architectures");
        checkModes(fields);
        fields.flag("disabled");
        fields.time("timestamp");
    }

    private static void checkModes(Fields fields) {
        List<String> bases = fields.names("bases", NameRule.SNAP_NAME);
        List<String> modes = fields.wordsOf("modes", List.of("run", "recover"));
        if (!modes.isEmpty() && bases.stream().anyMatch(BASES_WITHOUT_MODES::contains)) {
            throw fields.refuse("modes", "must be absent: one of the bases has no modes");
        }
    }
}
