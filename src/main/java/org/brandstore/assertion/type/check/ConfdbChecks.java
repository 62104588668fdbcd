package org.brandstore.assertion.type.check;

import java.util.List;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionType;
import org.brandstore.assertion.type.field.Fields;
import org.brandstore.assertion.type.field.NameRule;

/** The rules of {@code confdb-schema} and {@code confdb-control} (assertions.md 3.20). */
final class ConfdbChecks {
    private static final List<String> AUTHENTICATIONS = List.of("operator-key", "store");
    private static final String RESERVED_ACCOUNT = "system";

    private ConfdbChecks() {}

    /** That the body is canonical JSON was checked when it was read. */
    static void checkSchema(Assertion assertion) {
        Fields fields = Fields.of(assertion, AssertionType.CONFDB_SCHEMA);
        boolean reserved = fields.text("account-id").equals(RESERVED_ACCOUNT)
                && fields.text("authority-id").equals("canonical");
        if (!reserved) {
            fields.accountId("account-id");
            fields.demandAuthority("account-id");
            if (fields.text("account-id").equals(RESERVED_ACCOUNT)) {
                throw fields.refuse("account-id", "must not be system, which is reserved");
            }
        }
        fields.named("name", NameRule.CONFDB_NAME);
        fields.findText("summary");
        fields.time("timestamp");
        checkViews(fields);
        if (assertion.bodyLength() == 0) {
            throw fields.refuse("the body must not be empty: it holds the storage schema");
        }
    }

    private static void checkViews(Fields fields) {
        Fields views = fields.findMap("views").orElseThrow(() -> fields.refuse("views", "is missing"));
        for (String name : views.names()) {
            if (!NameRule.CONFDB_NAME.allows(name)) {
                throw views.refuse(name, "must be " + NameRule.CONFDB_NAME.words());
            }
            Fields view = views.findMap(name).orElseThrow().at(" of view " + Fields.quoted(name));
            List<Fields> rules = view.maps("rules");
            demandSome(view, "rules", rules);
            rules.forEach(ConfdbChecks::checkRule);
            view.findText("summary");
        }
    }

    /** Only that there are paths: their grammar is the affair of devices. */
    private static void checkRule(Fields rule) {
        rule.nonEmpty("storage");
        if (rule.has("request")) {
            rule.nonEmpty("request");
        }
    }

    static void checkControl(Assertion assertion) {
        Fields fields = Fields.of(assertion, AssertionType.CONFDB_CONTROL);
        fields.accountId("brand-id");
        fields.modelName("model");
        fields.named("serial", NameRule.STRICT_SERIAL);
        for (Fields group : fields.maps("groups")) {
            demandSome(group, "operators", group.names("operators", NameRule.ACCOUNT_ID));
            demandSome(group, "authentications", group.wordsOf("authentications", AUTHENTICATIONS));
            demandSome(group, "views", group.names("views", NameRule.CONFDB_VIEW));
        }
    }

    private static void demandSome(Fields group, String name, List<?> listed) {
        if (listed.isEmpty()) {
            throw group.refuse(name, "must have at least one entry");
        }
    }
}
