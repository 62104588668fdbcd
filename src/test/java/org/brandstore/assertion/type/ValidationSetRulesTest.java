package org.brandstore.assertion.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.brandstore.assertion.AssertionType.VALIDATION_SET;

import java.util.Optional;
import java.util.stream.Stream;
import org.brandstore.assertion.AssertionException;
import org.brandstore.assertion.AssertionFixtures;
import org.brandstore.assertion.AssertionFixtures.Role;
import org.brandstore.assertion.type.ValidationSetView.Presence;
import org.brandstore.assertion.type.ValidationSetView.SetComponent;
import org.brandstore.assertion.type.ValidationSetView.SetSnap;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.Revision;
import org.brandstore.naming.SnapId;
import org.brandstore.naming.SnapName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ValidationSetRulesTest {
    private static final String ID = "    id: " + Minimal.SNAP_ID + "\n";
    private static final String APP = "  -\n    name: app1\n" + ID;

    private static String snaps(String more) {
        return "snaps:\n" + APP + more.lines().map(line -> "    " + line + "\n").reduce("", String::concat);
    }

    static Stream<Arguments> broken() {
        return Stream.of(
                Arguments.of("name: Set", "\"name\" must be lower-case letters"),
                Arguments.of("sequence: 0", "1 or more"),
                Arguments.of("sequence: 01", "\"sequence\""),
                Arguments.of("snaps: x", "\"snaps\" must be a list of maps"),
                Arguments.of("snaps:\n  -\n" + ID, "\"name\" of entry 1 of \"snaps\" is missing"),
                Arguments.of("snaps:\n  -\n    name: app1", "\"id\" of snap \"app1\" is missing"),
                Arguments.of("snaps:\n  -\n    name: A\n" + ID, "\"name\" of entry 1 of \"snaps\" must be 2 to 40"),
                Arguments.of("snaps:\n  -\n    name: app1\n    id: x", "\"id\" of snap \"app1\" must be 32"),
                Arguments.of("snaps:\n" + APP + "  -\n    name: app2\n" + ID, "snap \"app2\" or its id"),
                Arguments.of(
                        "snaps:\n" + APP + "  -\n    name: app1\n    id: " + Minimal.GADGET_ID,
                        "snap \"app1\" or its id"),
                Arguments.of(snaps("presence: never"), "\"presence\" of snap \"app1\" must be required or optional or"),
                Arguments.of(snaps("revision: 0"), "\"revision\" of snap \"app1\" must be 1 or more"),
                Arguments.of(snaps("presence: invalid\nrevision: 1"), "\"revision\" of snap \"app1\" must be absent"),
                Arguments.of(snaps("components: x"), "\"components\" of snap \"app1\" must be a map"),
                Arguments.of(
                        snaps("components:\n  c: required"), "\"c\" of \"components\" of snap \"app1\" must be 2 to"),
                Arguments.of(
                        snaps("components:\n  c1: never"),
                        "\"c1\" of \"components\" of snap \"app1\" must be required"),
                Arguments.of(
                        snaps("components:\n  c1:\n    revision: 1"),
                        "\"presence\" of component \"c1\" of snap \"app1\" is missing"),
                Arguments.of(
                        snaps("revision: 2\ncomponents:\n  c1: required"),
                        "\"c1\" of \"components\" of snap \"app1\" must have a revision, since its snap has one"),
                Arguments.of(
                        snaps("components:\n  c1:\n    presence: required\n    revision: 1"),
                        "must have no revision, since its snap has none"),
                Arguments.of(
                        snaps("revision: 2\ncomponents:\n  c1:\n    presence: invalid\n    revision: 1"),
                        "must have no revision: it must not be there at all"));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void brokenRulesAreRefused(String change, String why) {
        Rules.assertRefused(VALIDATION_SET, change, why);
    }

    @Test
    void theAccountMustSign() {
        assertThatThrownBy(() ->
                        AssertionFixtures.sign(Role.PUBLISHER, VALIDATION_SET, Minimal.headers(VALIDATION_SET), ""))
                .isInstanceOf(AssertionException.class)
                .hasMessageContaining("\"authority-id\" must be equal to \"account-id\"");
    }

    @Test
    void aSetIsReadWhole() {
        ValidationSetView set = ValidationSetView.of(Rules.accept(VALIDATION_SET, """
                snaps:
                  -
                    name: app1
                    id: AaAaAaAaAaAaAaAaAaAaAaAaAaAaAaAa
                    revision: 7
                    components:
                      c1:
                        presence: optional
                        revision: 3
                      c2: invalid
                  -
                    name: gadget1
                    id: GgGgGgGgGgGgGgGgGgGgGgGgGgGgGgGg
                    presence: invalid
                """));

        assertThat(set.accountId()).isEqualTo(new AccountId("fixture-brand"));
        assertThat(set.name()).isEqualTo("base-set");
        assertThat(set.sequence()).isEqualTo(2);
        SetSnap app = set.snaps().getFirst();
        assertThat(app.name()).isEqualTo(new SnapName("app1"));
        assertThat(app.snapId()).isEqualTo(new SnapId(Minimal.SNAP_ID));
        assertThat(app.presence()).isEqualTo(Presence.REQUIRED);
        assertThat(app.revision()).contains(new Revision(7));
        assertThat(app.components().get("c1"))
                .isEqualTo(new SetComponent(Presence.OPTIONAL, Optional.of(new Revision(3))));
        assertThat(app.components().get("c2")).isEqualTo(new SetComponent(Presence.INVALID, Optional.empty()));
        assertThat(set.snaps().getLast().presence()).isEqualTo(Presence.INVALID);
    }
}
