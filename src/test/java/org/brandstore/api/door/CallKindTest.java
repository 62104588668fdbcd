package org.brandstore.api.door;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallKindTest {
    @ParameterizedTest
    @CsvSource({
        "/v2/snaps/refresh, STRANGER",
        "/api/v1/snaps/auth/nonces, STRANGER",
        "/api/v1/snaps/auth/request-id, REGISTRATION",
        "/api/v1/snaps/auth/devices, REGISTRATION",
        "/v1/request-id, REGISTRATION",
        "/v1/serial, REGISTRATION",
        "/unscanned-upload/, UPLOAD",
        "/console/sign-in, PEOPLE",
        "/dev/api/acl/, PEOPLE",
        "/api/v2/tokens, PEOPLE",
        "/v1/snap/name/releases, PEOPLE",
        "/api/admin/v1/stores, PEOPLE",
        "/, STRANGER",
    })
    void everyCallHasABudget(String target, CallKind kind) {
        assertThat(CallKind.ofStranger(target)).isEqualTo(kind);
    }
}
