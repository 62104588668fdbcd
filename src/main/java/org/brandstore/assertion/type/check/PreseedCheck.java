package org.brandstore.assertion.type.check;

import java.util.HashSet;
import java.util.Set;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionType;
import org.brandstore.assertion.type.field.Fields;
import org.brandstore.assertion.type.field.NameRule;
import org.brandstore.naming.SnapName;

/** The rules of {@code preseed} (assertions.md 3.18). */
final class PreseedCheck {
    private PreseedCheck() {}

    static void check(Assertion assertion) {
        Fields fields = Fields.of(assertion, AssertionType.PRESEED);
        fields.accountId("brand-id");
        fields.modelName("model");
        fields.named("system-label", NameRule.LOWER_WORD);
        fields.digest("artifact-sha3-384");
        fields.time("timestamp");
        fields.demand("snaps");
        Set<Object> seen = new HashSet<>();
        for (Fields entry : fields.maps("snaps")) {
            SnapName name = entry.snapName("name");
            Fields snap = entry.at(" of snap \"" + name + "\"");
            boolean asserted = snap.has("id");
            checkRevision(snap, asserted);
            if (!seen.add(name) || (asserted && !seen.add(snap.snapId("id")))) {
                throw entry.refuse("name", "and \"id\" must be unique, but those of " + name + " are listed twice");
            }
            checkComponents(snap, asserted);
        }
    }

    private static void checkComponents(Fields snap, boolean asserted) {
        Set<String> seen = new HashSet<>();
        for (Fields component : snap.maps("components")) {
            String name = component.snapName("name").value();
            if (!seen.add(name)) {
                throw component.refuse("name", "must be unique, but " + name + " is listed twice");
            }
            checkRevision(component, asserted);
        }
    }

    private static void checkRevision(Fields fields, boolean asserted) {
        if (asserted) {
            fields.revision("revision");
        } else {
            fields.forbid("revision", "the snap has no id");
        }
    }
}
