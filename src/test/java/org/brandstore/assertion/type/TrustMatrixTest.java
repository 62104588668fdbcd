package org.brandstore.assertion.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.brandstore.assertion.AssertionFixtures.Role.BRAND;
import static org.brandstore.assertion.AssertionFixtures.Role.DEVELOPER;
import static org.brandstore.assertion.AssertionFixtures.Role.PUBLISHER;
import static org.brandstore.assertion.AssertionFixtures.Role.ROOT;
import static org.brandstore.assertion.AssertionFixtures.Role.STORE;
import static org.brandstore.assertion.AssertionFixtures.Role.STRANGER;
import static org.brandstore.assertion.AssertionFixtures.Role.VAULT;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionException;
import org.brandstore.assertion.AssertionException.Reason;
import org.brandstore.assertion.AssertionFixtures;
import org.brandstore.assertion.AssertionFixtures.Role;
import org.brandstore.assertion.AssertionType;
import org.brandstore.assertion.HeaderValue;
import org.brandstore.assertion.Headers;
import org.brandstore.assertion.chain.MemoryAssertionDatabase;
import org.brandstore.assertion.chain.Verification;
import org.brandstore.assertion.codec.TestHeaders;
import org.brandstore.assertion.type.check.TypeChecks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every type signed by everybody, against the trust column of assertions.md 2.1. */
class TrustMatrixTest {
    private static final List<Role> SIGNERS = List.of(ROOT, STORE, BRAND, PUBLISHER, DEVELOPER, VAULT, STRANGER);
    private static final Set<Role> TRUSTED = EnumSet.of(ROOT, STORE);
    private static final MemoryAssertionDatabase KNOWN = known();
    private static final Verification VERIFICATION =
            new Verification(AssertionFixtures.trusted(), AssertionFixtures.CLOCK);

    /** A database with everything that any minimal assertion refers to. */
    private static MemoryAssertionDatabase known() {
        MemoryAssertionDatabase database = AssertionFixtures.database();
        database.add(Rules.accept(AssertionType.SNAP_DECLARATION, """
                revision-authority:
                  -
                    account-id: fixture-brand
                    min-revision: 3
                    max-revision: 7
                    provenance:
                      - own
                """));
        database.add(
                Rules.accept(AssertionType.SNAP_DECLARATION, "snap-id: " + Minimal.GADGET_ID + "\nsnap-name: gadget1"));
        database.add(Rules.accept(AssertionType.MODEL, "serial-authority:\n  - fixture-vault"));
        database.add(Minimal.signed(AssertionType.SERIAL));
        return database;
    }

    /** Who may sign the minimal assertion of a type. */
    private static Set<Role> maySign(AssertionType type) {
        return switch (type) {
            case ACCOUNT,
                    ACCOUNT_KEY,
                    BASE_DECLARATION,
                    SNAP_DECLARATION,
                    SNAP_REVISION,
                    SNAP_RESOURCE_REVISION,
                    SNAP_RESOURCE_PAIR,
                    STORE -> TRUSTED;
            case MODEL, VALIDATION_SET, REPAIR, CONFDB_SCHEMA, HARDWARE_IDENTITY -> EnumSet.of(BRAND);
            case SERIAL -> EnumSet.of(BRAND, VAULT);
            case SNAP_DEVELOPER -> EnumSet.of(ROOT, STORE, PUBLISHER);
            case VALIDATION -> EnumSet.of(PUBLISHER);
            case SNAP_BUILD, SYSTEM_USER, PRESEED, CLUSTER, REQUEST_MESSAGE -> EnumSet.copyOf(SIGNERS);
            case ACCOUNT_KEY_REQUEST, SERIAL_REQUEST, DEVICE_SESSION_REQUEST, CONFDB_CONTROL, RESPONSE_MESSAGE ->
                EnumSet.noneOf(Role.class);
        };
    }

    static Stream<Arguments> matrix() {
        return Arrays.stream(AssertionType.values())
                .filter(AssertionType::hasAuthority)
                .flatMap(type -> SIGNERS.stream()
                        .map(role -> Arguments.of(type, role, maySign(type).contains(role))));
    }

    @ParameterizedTest
    @MethodSource("matrix")
    void onlyWhoMaySignIsBelieved(AssertionType type, Role signer, boolean believed) {
        if (believed) {
            assertThatCode(() -> verify(signer, type, Minimal.headers(type))).doesNotThrowAnyException();
        } else {
            assertThatThrownBy(() -> verify(signer, type, Minimal.headers(type)))
                    .isInstanceOf(AssertionException.class)
                    .extracting(e -> ((AssertionException) e).reason())
                    .isIn(Reason.INVALID, Reason.NOT_CONSISTENT);
        }
    }

    static Stream<Arguments> files() {
        return Stream.of(
                        AssertionType.SNAP_REVISION,
                        AssertionType.SNAP_RESOURCE_REVISION,
                        AssertionType.SNAP_RESOURCE_PAIR)
                .flatMap(type -> SIGNERS.stream().map(role -> Arguments.of(type, role)));
    }

    @ParameterizedTest
    @MethodSource("files")
    void withAProvenanceOfItsOwnOnlyTheRevisionAuthorityIsBelieved(AssertionType type, Role signer) {
        Headers headers = TestHeaders.with(Minimal.headers(type), "provenance", HeaderValue.text("own"));

        if (signer == BRAND) {
            assertThatCode(() -> verify(signer, type, headers)).doesNotThrowAnyException();
        } else {
            assertThatThrownBy(() -> verify(signer, type, headers))
                    .isInstanceOf(AssertionException.class)
                    .hasMessageContaining("no \"revision-authority\" of the snap lets " + signer.accountId());
        }
    }

    static Stream<Arguments> outside() {
        return Stream.of(
                Arguments.of(AssertionType.SNAP_REVISION, "provenance: own\nsnap-revision: 8"),
                Arguments.of(AssertionType.SNAP_REVISION, "provenance: own\nsnap-revision: 2"),
                Arguments.of(AssertionType.SNAP_REVISION, "provenance: other"),
                Arguments.of(AssertionType.SNAP_RESOURCE_REVISION, "provenance: own\nresource-revision: 8"),
                Arguments.of(AssertionType.SNAP_RESOURCE_PAIR, "provenance: own\nsnap-revision: 8"));
    }

    @ParameterizedTest
    @MethodSource("outside")
    void aRevisionAuthorityIsBelievedOnlyWithinItsLimits(AssertionType type, String change) {
        Headers headers = Headers.builder()
                .putAll(Minimal.headers(type))
                .putAll(TestHeaders.parse(change))
                .build();

        assertThatThrownBy(() -> verify(BRAND, type, headers))
                .isInstanceOf(AssertionException.class)
                .hasMessageContaining("no \"revision-authority\" of the snap lets fixture-brand sign revision");
    }

    @Test
    void aPairIsJudgedByItsSnapRevision() {
        Headers headers = Headers.builder()
                .putAll(Minimal.headers(AssertionType.SNAP_RESOURCE_PAIR))
                .put("provenance", "own")
                .put("resource-revision", "99")
                .build();

        assertThatCode(() -> verify(BRAND, AssertionType.SNAP_RESOURCE_PAIR, headers))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @EnumSource(names = {"SERIAL_REQUEST", "DEVICE_SESSION_REQUEST", "RESPONSE_MESSAGE"})
    void whatDevicesSignIsNotBelievedHere(AssertionType type) {
        assertThatThrownBy(() -> VERIFICATION.check(Minimal.signed(type), KNOWN))
                .isInstanceOf(AssertionException.class)
                .hasMessageContaining("only who knows the device key can check it");
    }

    @Test
    void aKeyRequestProvesItself() {
        assertThatCode(() -> VERIFICATION.check(Minimal.signed(AssertionType.ACCOUNT_KEY_REQUEST), KNOWN))
                .doesNotThrowAnyException();
    }

    @Test
    void aConfdbControlIsSignedByItsDevice() {
        assertThatCode(() -> VERIFICATION.check(Minimal.signed(AssertionType.CONFDB_CONTROL), KNOWN))
                .doesNotThrowAnyException();
        Assertion byAnother = AssertionFixtures.sign(
                STRANGER, AssertionType.CONFDB_CONTROL, Minimal.headers(AssertionType.CONFDB_CONTROL), "");
        assertThatThrownBy(() -> VERIFICATION.check(byAnother, KNOWN)).isInstanceOf(AssertionException.class);
        assertThatThrownBy(() -> TypeChecks.checkConsistency(byAnother, KNOWN, AssertionFixtures.trusted()))
                .hasMessageContaining("it is not signed by the key of its device");
    }

    @Test
    void keysDoNotChain() {
        Headers headers = Minimal.headers(AssertionType.ACCOUNT_KEY);

        assertThatThrownBy(() -> verify(PUBLISHER, AssertionType.ACCOUNT_KEY, headers))
                .isInstanceOf(AssertionException.class)
                .hasMessageContaining("its authority fixture-publisher is not a trusted account");
    }

    @Test
    void theAuthorityIsTheOwnerOfTheKey() {
        Headers headers = TestHeaders.with(
                Minimal.headers(AssertionType.MODEL), "authority-id", HeaderValue.text(BRAND.accountId()));

        assertThatThrownBy(() -> verify(VAULT, AssertionType.MODEL, headers))
                .isInstanceOf(AssertionException.class)
                .extracting(e -> ((AssertionException) e).reason())
                .isEqualTo(Reason.UNKNOWN_KEY);
    }

    @Test
    void aConstrainedKeySignsExactlyWhatItMay() {
        MemoryAssertionDatabase database = AssertionFixtures.database();
        database.add(AssertionFixtures.sign(
                STORE,
                AssertionType.ACCOUNT_KEY,
                TestHeaders.parse("""
                        account-id: fixture-brand
                        constraints:
                          -
                            headers:
                              model: box-[0-9]+
                              type: model
                        name: only-boxes
                        public-key-sha3-384: %s
                        since: 2026-01-01T00:00:00Z
                        """.formatted(Role.DEVICE.signer().publicKey().id())),
                Role.DEVICE.signer().publicKey().encoded()));

        assertThat(signsWithConstrainedKey(database, AssertionType.MODEL, "model: box-1"))
                .isTrue();
        assertThat(signsWithConstrainedKey(database, AssertionType.MODEL, "model: box-12"))
                .isTrue();
        assertThat(signsWithConstrainedKey(database, AssertionType.MODEL, "model: box"))
                .isFalse();
        assertThat(signsWithConstrainedKey(database, AssertionType.MODEL, "model: box-1a"))
                .isFalse();
        assertThat(signsWithConstrainedKey(database, AssertionType.SERIAL, "model: box-1"))
                .isFalse();
        assertThat(signsWithConstrainedKey(database, AssertionType.VALIDATION_SET, "name: box-1"))
                .isFalse();
    }

    /** Whether the device key, which belongs to the brand in this database, may sign. */
    private static boolean signsWithConstrainedKey(
            MemoryAssertionDatabase database, AssertionType type, String change) {
        Headers headers = Headers.builder()
                .putAll(Minimal.headers(type))
                .putAll(TestHeaders.parse(change))
                .put("authority-id", BRAND.accountId())
                .build();
        Assertion assertion = AssertionFixtures.sign(Role.DEVICE, type, headers, Minimal.body(type));
        try {
            VERIFICATION.check(assertion, database);
            return true;
        } catch (AssertionException e) {
            assertThat(e.reason()).isEqualTo(Reason.KEY_CONSTRAINED);
            return false;
        }
    }

    private static void verify(Role signer, AssertionType type, Headers headers) {
        VERIFICATION.check(AssertionFixtures.sign(signer, type, headers, Minimal.body(type)), KNOWN);
    }
}
