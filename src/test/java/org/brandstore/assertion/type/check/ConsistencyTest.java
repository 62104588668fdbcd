package org.brandstore.assertion.type.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionException;
import org.brandstore.assertion.AssertionException.Reason;
import org.brandstore.assertion.AssertionFixtures;
import org.brandstore.assertion.AssertionFixtures.Role;
import org.brandstore.assertion.AssertionLookup;
import org.brandstore.assertion.AssertionRef;
import org.brandstore.assertion.AssertionType;
import org.brandstore.assertion.TrustedSet;
import org.brandstore.assertion.type.Minimal;
import org.brandstore.assertion.type.Rules;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ConsistencyTest {
    private static final String DECLARATION = "snap-declaration/16/" + Minimal.SNAP_ID;
    private static final String GADGET = "snap-declaration/16/" + Minimal.GADGET_ID;
    private static final String PUBLISHER = "account/fixture-publisher";
    private static final String DEVELOPER = "account/fixture-developer";

    /** Known assertions by reference. */
    private static final class Known implements AssertionLookup {
        private final Map<AssertionRef, Assertion> byRef = new HashMap<>();

        static Known of(Assertion... assertions) {
            Known known = new Known();
            for (Assertion assertion : assertions) {
                known.byRef.put(assertion.ref(), assertion);
            }
            return known;
        }

        Known without(String ref) {
            Known rest = new Known();
            byRef.forEach((key, value) -> {
                if (!key.toString().equals(ref)) {
                    rest.byRef.put(key, value);
                }
            });
            return rest;
        }

        @Override
        public Optional<Assertion> find(AssertionRef ref) {
            return Optional.ofNullable(byRef.get(ref));
        }

        @Override
        public List<Assertion> findByHeader(AssertionType type, String header, String value) {
            return byRef.values().stream()
                    .filter(assertion -> assertion.type() == type)
                    .filter(assertion -> assertion
                            .headers()
                            .findText(header)
                            .filter(value::equals)
                            .isPresent())
                    .toList();
        }
    }

    private static Known everything() {
        return Known.of(
                AssertionFixtures.account(Role.BRAND),
                AssertionFixtures.account(Role.PUBLISHER),
                AssertionFixtures.account(Role.DEVELOPER),
                AssertionFixtures.account(Role.STRANGER),
                Minimal.signed(AssertionType.SNAP_DECLARATION),
                Rules.accept(AssertionType.SNAP_DECLARATION, "snap-id: " + Minimal.GADGET_ID),
                Minimal.signed(AssertionType.MODEL),
                Minimal.signed(AssertionType.SERIAL));
    }

    private static void check(Assertion assertion, AssertionLookup known) {
        TypeChecks.checkConsistency(assertion, known, AssertionFixtures.trusted());
    }

    private static Assertion subject(AssertionType type) {
        return type == AssertionType.SNAP_DEVELOPER ? Rules.accept(type, """
                        developers:
                          -
                            developer-id: fixture-developer
                            since: 2026-07-01T00:00:00Z
                          -
                            developer-id: fixture-stranger
                            since: 2026-07-01T00:00:00Z
                        """) : Minimal.signed(type);
    }

    static Stream<Arguments> prerequisites() {
        return Stream.of(
                Arguments.of(AssertionType.ACCOUNT_KEY, List.of(PUBLISHER)),
                Arguments.of(AssertionType.ACCOUNT_KEY_REQUEST, List.of(PUBLISHER)),
                Arguments.of(AssertionType.SNAP_DECLARATION, List.of(PUBLISHER)),
                Arguments.of(AssertionType.SNAP_REVISION, List.of(DECLARATION, DEVELOPER)),
                Arguments.of(AssertionType.SNAP_RESOURCE_REVISION, List.of(DECLARATION, DEVELOPER)),
                Arguments.of(AssertionType.SNAP_RESOURCE_PAIR, List.of(DECLARATION)),
                Arguments.of(
                        AssertionType.SNAP_DEVELOPER,
                        List.of(DECLARATION, PUBLISHER, DEVELOPER, "account/fixture-stranger")),
                Arguments.of(AssertionType.VALIDATION, List.of(GADGET, DECLARATION)),
                Arguments.of(AssertionType.STORE, List.of("account/fixture-brand")),
                Arguments.of(AssertionType.CONFDB_CONTROL, List.of("serial/fixture-brand/box/SN-1")));
    }

    @ParameterizedTest
    @MethodSource("prerequisites")
    void whatDevicesFetchBefore(AssertionType type, List<String> refs) {
        assertThat(TypeChecks.prerequisites(subject(type)))
                .extracting(AssertionRef::toString)
                .containsExactlyElementsOf(refs);
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "ACCOUNT",
                "MODEL",
                "SERIAL",
                "BASE_DECLARATION",
                "SNAP_BUILD",
                "VALIDATION_SET",
                "SYSTEM_USER",
                "PRESEED",
                "REPAIR",
                "CONFDB_SCHEMA",
                "CLUSTER",
                "REQUEST_MESSAGE",
                "HARDWARE_IDENTITY",
                "SERIAL_REQUEST",
                "DEVICE_SESSION_REQUEST",
                "RESPONSE_MESSAGE"
            })
    void theOthersNeedNothingBefore(AssertionType type) {
        assertThat(TypeChecks.prerequisites(subject(type))).isEmpty();
    }

    @Test
    void aSnapThatValidatesItselfNeedsItsDeclarationOnce() {
        Assertion validation = Rules.accept(AssertionType.VALIDATION, "snap-id: " + Minimal.SNAP_ID);

        assertThat(TypeChecks.prerequisites(validation))
                .extracting(AssertionRef::toString)
                .containsExactly(DECLARATION);
        assertThatCode(() -> check(validation, everything())).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsMissingIfEverythingIsKnown(AssertionType type) {
        assertThatCode(() -> check(subject(type), everything())).doesNotThrowAnyException();
    }

    static Stream<Arguments> eachPrerequisite() {
        Stream<Arguments> developerOfPair = Stream.of(Arguments.of(AssertionType.SNAP_RESOURCE_PAIR, DEVELOPER));
        return Stream.concat(
                developerOfPair,
                prerequisites()
                        .flatMap(row -> ((List<?>) row.get()[1]).stream().map(ref -> Arguments.of(row.get()[0], ref))));
    }

    @ParameterizedTest
    @MethodSource("eachPrerequisite")
    void withoutOneOfThemNothingIsAccepted(AssertionType type, String missing) {
        assertThatThrownBy(() -> check(subject(type), everything().without(missing)))
                .isInstanceOf(AssertionException.class)
                .hasMessageStartingWith("cannot accept " + type.wireName())
                .hasMessageEndingWith(missing + " is not known")
                .extracting(e -> ((AssertionException) e).reason())
                .isEqualTo(Reason.PREREQUISITE_MISSING);
    }

    @Test
    void theTrustedSetCountsAsKnown() {
        Assertion key = AssertionFixtures.accountKey(Role.STORE);

        assertThatCode(() -> check(key, Known.of())).doesNotThrowAnyException();
        assertThatThrownBy(() -> TypeChecks.checkConsistency(
                        key, Known.of(), new TrustedSet(List.of(AssertionFixtures.rootKey()))))
                .hasMessageContaining("its authority fixture-root is not a trusted account");
    }

    @Test
    void keysOfOneAccountHaveDifferentNames() {
        Assertion first = Rules.accept(AssertionType.ACCOUNT_KEY, "name: uploads");
        Assertion again = Rules.accept(AssertionType.ACCOUNT_KEY, "name: uploads\nrevision: 1");
        Assertion second = AssertionFixtures.newAccountKey("fixture-publisher", "uploads", Role.STRANGER.signer());
        Assertion other = AssertionFixtures.newAccountKey("fixture-publisher", "more", Role.STRANGER.signer());
        Assertion ofAnotherAccount =
                AssertionFixtures.newAccountKey("fixture-developer", "uploads", Role.STRANGER.signer());
        Known known = everything();
        known.byRef.put(first.ref(), first);

        assertThatThrownBy(() -> check(second, known))
                .isInstanceOf(AssertionException.class)
                .hasMessageContaining("another key of the account is already called uploads");
        assertThatCode(() -> check(again, known)).doesNotThrowAnyException();
        assertThatCode(() -> check(other, known)).doesNotThrowAnyException();
        assertThatCode(() -> check(ofAnotherAccount, known)).doesNotThrowAnyException();
    }

    @Test
    void keysWithoutNameDoNotClash() {
        Assertion first = Minimal.signed(AssertionType.ACCOUNT_KEY);
        Known known = everything();
        known.byRef.put(AssertionRef.of(AssertionType.ACCOUNT_KEY, "other"), first);

        assertThatCode(() -> check(Minimal.signed(AssertionType.ACCOUNT_KEY), known))
                .doesNotThrowAnyException();
    }

    @Test
    void aSerialOfAnotherIssuerNeedsItsModel() {
        Assertion serial =
                AssertionFixtures.sign(Role.VAULT, AssertionType.SERIAL, Minimal.headers(AssertionType.SERIAL), "");
        Assertion listing = Rules.accept(AssertionType.MODEL, "serial-authority:\n  - fixture-vault");

        assertThatCode(() -> check(serial, Known.of(listing))).doesNotThrowAnyException();
        assertThatThrownBy(() -> check(serial, Known.of()))
                .hasMessageContaining("fixture-vault is neither the brand nor listed in \"serial-authority\"");
        assertThatThrownBy(() -> check(serial, everything()))
                .hasMessageContaining("neither the brand nor listed in \"serial-authority\"");
    }

    @Test
    void aValidationFollowsTheCurrentPublisher() {
        Assertion moved = Rules.accept(
                AssertionType.SNAP_DECLARATION,
                "snap-id: " + Minimal.GADGET_ID + "\npublisher-id: fixture-developer\nrevision: 1");
        Known known = everything();
        known.byRef.put(moved.ref(), moved);

        assertThatThrownBy(() -> check(Minimal.signed(AssertionType.VALIDATION), known))
                .isInstanceOf(AssertionException.class)
                .hasMessageContaining("only fixture-developer, the publisher of the gating snap");
    }
}
