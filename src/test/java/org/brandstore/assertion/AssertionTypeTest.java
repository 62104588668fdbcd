package org.brandstore.assertion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of types (assertions.md 2.1, 2.2). */
class AssertionTypeTest {

    @ParameterizedTest
    @CsvSource({
        "account, account-id, 0",
        "account-key, public-key-sha3-384, 1",
        "model, series brand-id model, 0",
        "serial, brand-id model serial, 0",
        "base-declaration, series, 0",
        "snap-declaration, series snap-id, 7",
        "snap-build, snap-sha3-384, 0",
        "snap-revision, snap-sha3-384 provenance, 0",
        "snap-resource-revision, snap-id resource-name resource-sha3-384 provenance, 0",
        "snap-resource-pair, snap-id resource-name resource-revision snap-revision provenance, 0",
        "snap-developer, snap-id publisher-id, 0",
        "validation, series snap-id approved-snap-id approved-snap-revision, 0",
        "validation-set, series account-id name sequence, 0",
        "store, store, 0",
        "system-user, brand-id email, 2",
        "preseed, series brand-id model system-label, 0",
        "repair, brand-id repair-id, 0",
        "confdb-schema, account-id name, 0",
        "cluster, cluster-id sequence, 0",
        "request-message, account-id message-id, 0",
        "hardware-identity, issuer-id hardware-id-key-sha3-384, 0",
        "account-key-request, public-key-sha3-384, 0",
        "serial-request, '', 0",
        "device-session-request, brand-id model serial, 0",
        "confdb-control, brand-id model serial, 0",
        "response-message, account-id message-id device, 0"
    })
    void keysAndFormats(String name, String keys, int maxFormat) {
        AssertionType type = AssertionType.find(name).orElseThrow();

        assertThat(String.join(" ", type.primaryKeyHeaders())).isEqualTo(keys);
        assertThat(type.maxFormat()).isEqualTo(maxFormat);
        assertThat(type).hasToString(name);
    }

    @Test
    void thereAre26() {
        assertThat(AssertionType.values()).hasSize(26);
        assertThat(AssertionType.find("device-nonce")).isEmpty();
        assertThat(AssertionType.find("ACCOUNT")).isEmpty();
    }

    @Test
    void someTypesAreSpecial() {
        assertThat(where(type -> !type.hasAuthority()))
                .containsExactly(
                        "account-key-request",
                        "serial-request",
                        "device-session-request",
                        "confdb-control",
                        "response-message");
        assertThat(where(AssertionType::sequenceForming)).containsExactly("validation-set", "repair", "cluster");
        assertThat(where(AssertionType::jsonBody)).containsExactly("confdb-schema");
        assertThat(where(type -> type.keyDefault("provenance").isPresent()))
                .containsExactly("snap-revision", "snap-resource-revision", "snap-resource-pair");
        assertThat(AssertionType.SNAP_REVISION.keyDefault("snap-sha3-384")).isEmpty();
        assertThat(where(AssertionType::timestampChecked))
                .containsExactly(
                        "account",
                        "model",
                        "serial",
                        "base-declaration",
                        "snap-declaration",
                        "snap-build",
                        "snap-revision",
                        "snap-resource-revision",
                        "snap-resource-pair",
                        "validation",
                        "validation-set",
                        "store",
                        "preseed",
                        "repair");
    }

    private static List<String> where(java.util.function.Predicate<AssertionType> condition) {
        return Arrays.stream(AssertionType.values())
                .filter(condition)
                .map(AssertionType::wireName)
                .toList();
    }
}
