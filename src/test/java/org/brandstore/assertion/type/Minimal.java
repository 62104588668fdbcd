package org.brandstore.assertion.type;

import static org.brandstore.assertion.AssertionFixtures.Role;

import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionFixtures;
import org.brandstore.assertion.AssertionType;
import org.brandstore.assertion.Headers;
import org.brandstore.assertion.codec.TestHeaders;
import org.brandstore.assertion.crypto.PublicKey;

/** The smallest valid assertion of each type, with nothing but what is required. */
public final class Minimal {
    public static final String SNAP_ID = "AaAaAaAaAaAaAaAaAaAaAaAaAaAaAaAa";
    public static final String GADGET_ID = "GgGgGgGgGgGgGgGgGgGgGgGgGgGgGgGg";
    public static final String DIGEST = "Wr_HvCoJphL4eYfOBwY0oJMtMYkaYaDsWY6B5uxhbJ8A8F_2JwcMv2ywSZscM01N";

    private Minimal() {}

    /** Who signs the type as a rule. */
    public static Role signer(AssertionType type) {
        return switch (type) {
            case ACCOUNT,
                    ACCOUNT_KEY,
                    BASE_DECLARATION,
                    SNAP_DECLARATION,
                    SNAP_REVISION,
                    SNAP_RESOURCE_REVISION,
                    SNAP_RESOURCE_PAIR,
                    STORE -> Role.STORE;
            case SNAP_BUILD -> Role.DEVELOPER;
            case SNAP_DEVELOPER, VALIDATION -> Role.PUBLISHER;
            case MODEL,
                    SERIAL,
                    VALIDATION_SET,
                    SYSTEM_USER,
                    PRESEED,
                    REPAIR,
                    CONFDB_SCHEMA,
                    CLUSTER,
                    REQUEST_MESSAGE,
                    HARDWARE_IDENTITY -> Role.BRAND;
            case ACCOUNT_KEY_REQUEST, SERIAL_REQUEST, DEVICE_SESSION_REQUEST, CONFDB_CONTROL, RESPONSE_MESSAGE ->
                Role.DEVICE;
        };
    }

    public static Assertion signed(AssertionType type) {
        return signed(type, headers(type));
    }

    /** Signs headers of the type with the usual body by the usual signer. */
    public static Assertion signed(AssertionType type, Headers headers) {
        return AssertionFixtures.sign(signer(type), type, headers, body(type));
    }

    public static String body(AssertionType type) {
        return switch (type) {
            case ACCOUNT_KEY, ACCOUNT_KEY_REQUEST -> deviceKey().encoded();
            case CONFDB_SCHEMA -> "{\n  \"storage\": {\n    \"schema\": {\n      \"wifi\": \"any\"\n    }\n  }\n}";
            case REQUEST_MESSAGE -> "{}";
            default -> "";
        };
    }

    /** All headers but the ones that signing adds. */
    public static Headers headers(AssertionType type) {
        Headers.Builder headers = Headers.builder().putAll(TestHeaders.parse(text(type)));
        switch (type) {
            case ACCOUNT_KEY, ACCOUNT_KEY_REQUEST ->
                headers.put("public-key-sha3-384", deviceKey().id().value());
            case SERIAL ->
                headers.put("device-key", deviceKey().encoded())
                        .put("device-key-sha3-384", deviceKey().id().value());
            case SERIAL_REQUEST -> headers.put("device-key", deviceKey().encoded());
            default -> {}
        }
        return headers.build();
    }

    private static PublicKey deviceKey() {
        return Role.DEVICE.signer().publicKey();
    }

    private static String text(AssertionType type) {
        return switch (type) {
            case ACCOUNT -> """
                    account-id: someone
                    display-name: Some One
                    validation: unproven
                    timestamp: 2026-07-01T00:00:00Z
                    """;
            case ACCOUNT_KEY -> """
                    account-id: fixture-publisher
                    since: 2026-07-01T00:00:00Z
                    """;
            case ACCOUNT_KEY_REQUEST -> """
                    account-id: fixture-publisher
                    name: uploads
                    since: 2026-07-01T00:00:00Z
                    """;
            case MODEL -> """
                    series: 16
                    brand-id: fixture-brand
                    model: box
                    architecture: arm64
                    gadget: pi
                    kernel: pi-kernel
                    timestamp: 2026-07-01T00:00:00Z
                    """;
            case SERIAL -> """
                    brand-id: fixture-brand
                    model: box
                    serial: SN-1
                    timestamp: 2026-07-01T00:00:00Z
                    """;
            case SERIAL_REQUEST -> """
                    brand-id: fixture-brand
                    model: box
                    request-id: request-1
                    """;
            case DEVICE_SESSION_REQUEST -> """
                    brand-id: fixture-brand
                    model: box
                    serial: SN-1
                    nonce: nonce-1
                    timestamp: 2026-07-01T00:00:00Z
                    """;
            case BASE_DECLARATION -> """
                    series: 16
                    timestamp: 2026-07-01T00:00:00Z
                    """;
            default -> textOfRest(type);
        };
    }

    private static String textOfRest(AssertionType type) {
        return switch (type) {
            case SNAP_DECLARATION -> """
                    series: 16
                    snap-id: AaAaAaAaAaAaAaAaAaAaAaAaAaAaAaAa
                    snap-name: app1
                    publisher-id: fixture-publisher
                    timestamp: 2026-07-01T00:00:00Z
                    """;
            case SNAP_BUILD -> """
                    snap-sha3-384: Wr_HvCoJphL4eYfOBwY0oJMtMYkaYaDsWY6B5uxhbJ8A8F_2JwcMv2ywSZscM01N
                    snap-id: AaAaAaAaAaAaAaAaAaAaAaAaAaAaAaAa
                    grade: stable
                    snap-size: 4096
                    timestamp: 2026-07-01T00:00:00Z
                    """;
            case SNAP_REVISION -> """
                    snap-sha3-384: Wr_HvCoJphL4eYfOBwY0oJMtMYkaYaDsWY6B5uxhbJ8A8F_2JwcMv2ywSZscM01N
                    snap-id: AaAaAaAaAaAaAaAaAaAaAaAaAaAaAaAa
                    snap-size: 4096
                    snap-revision: 7
                    developer-id: fixture-developer
                    timestamp: 2026-07-01T00:00:00Z
                    """;
            case SNAP_RESOURCE_REVISION -> """
                    snap-id: AaAaAaAaAaAaAaAaAaAaAaAaAaAaAaAa
                    resource-name: comp1
                    resource-sha3-384: Wr_HvCoJphL4eYfOBwY0oJMtMYkaYaDsWY6B5uxhbJ8A8F_2JwcMv2ywSZscM01N
                    resource-size: 55
                    resource-revision: 3
                    developer-id: fixture-developer
                    timestamp: 2026-07-01T00:00:00Z
                    """;
            case SNAP_RESOURCE_PAIR -> """
                    snap-id: AaAaAaAaAaAaAaAaAaAaAaAaAaAaAaAa
                    resource-name: comp1
                    resource-revision: 3
                    snap-revision: 7
                    developer-id: fixture-developer
                    timestamp: 2026-07-01T00:00:00Z
                    """;
            case SNAP_DEVELOPER -> """
                    snap-id: AaAaAaAaAaAaAaAaAaAaAaAaAaAaAaAa
                    publisher-id: fixture-publisher
                    """;
            case VALIDATION -> """
                    series: 16
                    snap-id: GgGgGgGgGgGgGgGgGgGgGgGgGgGgGgGg
                    approved-snap-id: AaAaAaAaAaAaAaAaAaAaAaAaAaAaAaAa
                    approved-snap-revision: 7
                    timestamp: 2026-07-01T00:00:00Z
                    """;
            case VALIDATION_SET -> """
                    series: 16
                    account-id: fixture-brand
                    name: base-set
                    sequence: 2
                    snaps:
                      -
                        name: app1
                        id: AaAaAaAaAaAaAaAaAaAaAaAaAaAaAaAa
                    timestamp: 2026-07-01T00:00:00Z
                    """;
            case STORE -> """
                    store: brand-store
                    operator-id: fixture-brand
                    timestamp: 2026-07-01T00:00:00Z
                    """;
            default -> textOfUnusual(type);
        };
    }

    private static String textOfUnusual(AssertionType type) {
        return switch (type) {
            case SYSTEM_USER -> """
                    brand-id: fixture-brand
                    email: joe@example.com
                    username: joe
                    since: 2026-07-01T00:00:00Z
                    until: 2026-09-01T00:00:00Z
                    """;
            case PRESEED -> """
                    series: 16
                    brand-id: fixture-brand
                    model: box
                    system-label: 20260701
                    artifact-sha3-384: Wr_HvCoJphL4eYfOBwY0oJMtMYkaYaDsWY6B5uxhbJ8A8F_2JwcMv2ywSZscM01N
                    snaps:
                      -
                        name: app1
                    timestamp: 2026-07-01T00:00:00Z
                    """;
            case REPAIR -> """
                    brand-id: fixture-brand
                    repair-id: 1
                    summary: mend it
                    timestamp: 2026-07-01T00:00:00Z
                    """;
            case CONFDB_SCHEMA -> """
                    account-id: fixture-brand
                    name: network
                    views:
                      wifi:
                        rules:
                          -
                            request: ssids
                            storage: wifi.ssids
                    timestamp: 2026-07-01T00:00:00Z
                    """;
            case CONFDB_CONTROL -> """
                    brand-id: fixture-brand
                    model: box
                    serial: SN-1
                    """;
            case CLUSTER -> """
                    cluster-id: cluster-1
                    sequence: 1
                    """;
            case REQUEST_MESSAGE -> """
                    account-id: fixture-brand
                    message-id: abcd-1
                    message-kind: confdb
                    devices:
                      - SN-1.box.fixture-brand
                    valid-since: 2026-07-01T00:00:00Z
                    valid-until: 2026-09-01T00:00:00Z
                    timestamp: 2026-07-01T00:00:00Z
                    """;
            case RESPONSE_MESSAGE -> """
                    account-id: fixture-brand
                    message-id: abcd-1
                    device: SN-1.box.fixture-brand
                    status: success
                    timestamp: 2026-07-01T00:00:00Z
                    """;
            case HARDWARE_IDENTITY -> """
                    issuer-id: fixture-brand
                    manufacturer: Acme
                    hardware-name: Box-4
                    hardware-id: h1
                    hardware-id-key: MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEtXoPimoQ8DqbdQ+/TzWsqGJUH8l/bTU2W+Ny3cOYn08ezbpieW2sgtdwam2EzV73vVXX+Bgbcymaf5Y03LM7Lw==
                    hardware-id-key-sha3-384: RFAC3ynEuKDSlPg1JlP5z2xNap9rzXVB235htpitk3-CRlgDC7qghTuxosDNydFV
                    """;
            default -> throw new IllegalArgumentException(type.wireName());
        };
    }
}
