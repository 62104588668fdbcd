package org.brandstore.api.publisher.statement;

import org.brandstore.api.publisher.JsonBody;
import org.brandstore.assertion.type.field.NameRule;
import org.brandstore.problem.StoreException;

/** Names of what a publisher is going to sign: the tool that signs refuses others, with less to say. */
final class StatementNames {
    private StatementNames() {}

    /** @throws StoreException that says what a name is, if this is none */
    static void require(JsonBody body, String name, NameRule rule) {
        if (!rule.allows(name)) {
            throw body.wrong("name", "\"" + name + "\" is no name; it has " + rule.words());
        }
    }
}
