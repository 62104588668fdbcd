package org.brandstore.assertion;

import static org.brandstore.assertion.AssertionType.Trait.JSON_BODY;
import static org.brandstore.assertion.AssertionType.Trait.NO_AUTHORITY;
import static org.brandstore.assertion.AssertionType.Trait.SEQUENCE;
import static org.brandstore.assertion.AssertionType.Trait.TIMESTAMP;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The 26 types of assertions as data (assertions.md 2.1, 2.2 and 2.6). */
@SuppressWarnings("ImmutableEnumChecker") // both lists come from List.of, which the check cannot see
public enum AssertionType {
    ACCOUNT("account", 0, "account-id", TIMESTAMP),
    ACCOUNT_KEY("account-key", 1, "public-key-sha3-384"),
    MODEL("model", 0, "series brand-id model", TIMESTAMP),
    SERIAL("serial", 0, "brand-id model serial", TIMESTAMP),
    BASE_DECLARATION("base-declaration", 0, "series", TIMESTAMP),
    SNAP_DECLARATION("snap-declaration", 7, "series snap-id", TIMESTAMP),
    SNAP_BUILD("snap-build", 0, "snap-sha3-384", TIMESTAMP),
    SNAP_REVISION("snap-revision", 0, "snap-sha3-384 provenance", TIMESTAMP),
    SNAP_RESOURCE_REVISION(
            "snap-resource-revision", 0, "snap-id resource-name resource-sha3-384 provenance", TIMESTAMP),
    SNAP_RESOURCE_PAIR(
            "snap-resource-pair", 0, "snap-id resource-name resource-revision snap-revision provenance", TIMESTAMP),
    SNAP_DEVELOPER("snap-developer", 0, "snap-id publisher-id"),
    VALIDATION("validation", 0, "series snap-id approved-snap-id approved-snap-revision", TIMESTAMP),
    VALIDATION_SET("validation-set", 0, "series account-id name sequence", SEQUENCE, TIMESTAMP),
    STORE("store", 0, "store", TIMESTAMP),
    SYSTEM_USER("system-user", 2, "brand-id email"),
    PRESEED("preseed", 0, "series brand-id model system-label", TIMESTAMP),
    REPAIR("repair", 0, "brand-id repair-id", SEQUENCE, TIMESTAMP),
    CONFDB_SCHEMA("confdb-schema", 0, "account-id name", JSON_BODY),
    CLUSTER("cluster", 0, "cluster-id sequence", SEQUENCE),
    REQUEST_MESSAGE("request-message", 0, "account-id message-id"),
    HARDWARE_IDENTITY("hardware-identity", 0, "issuer-id hardware-id-key-sha3-384"),
    ACCOUNT_KEY_REQUEST("account-key-request", 0, "public-key-sha3-384", NO_AUTHORITY),
    SERIAL_REQUEST("serial-request", 0, "", NO_AUTHORITY),
    DEVICE_SESSION_REQUEST("device-session-request", 0, "brand-id model serial", NO_AUTHORITY),
    CONFDB_CONTROL("confdb-control", 0, "brand-id model serial", NO_AUTHORITY),
    RESPONSE_MESSAGE("response-message", 0, "account-id message-id device", NO_AUTHORITY);

    /** Properties in which types differ. */
    enum Trait {
        /** signed by a device or by the key inside, without {@code authority-id} */
        NO_AUTHORITY,
        /** the last primary key header counts the members of a sequence */
        SEQUENCE,
        /** the body is canonical JSON */
        JSON_BODY,
        /** {@code timestamp} must lie in the validity of the signing key */
        TIMESTAMP
    }

    /** The only optional primary key header, and what its absence means (assertions.md 2.4). */
    static final String PROVENANCE = "provenance";

    public static final String DEFAULT_PROVENANCE = "global-upload";

    private static final Map<String, AssertionType> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(AssertionType::wireName, Function.identity()));

    private final String wireName;
    private final int maxFormat;
    private final List<String> primaryKeyHeaders;
    private final List<Trait> traits;

    AssertionType(String wireName, int maxFormat, String primaryKeyHeaders, Trait... traits) {
        this.wireName = wireName;
        this.maxFormat = maxFormat;
        this.primaryKeyHeaders = primaryKeyHeaders.isEmpty() ? List.of() : List.of(primaryKeyHeaders.split(" "));
        this.traits = List.of(traits);
    }

    public static Optional<AssertionType> find(String wireName) {
        return Optional.ofNullable(BY_NAME.get(wireName));
    }

    /** The name in the {@code type} header and in URLs. */
    public String wireName() {
        return wireName;
    }

    /** The names of the primary key headers in order; none for {@code serial-request}. */
    public List<String> primaryKeyHeaders() {
        return primaryKeyHeaders;
    }

    /** What the absence of a primary key header means; empty if the header must be there. */
    public Optional<String> keyDefault(String header) {
        return header.equals(PROVENANCE) && primaryKeyHeaders.contains(header)
                ? Optional.of(DEFAULT_PROVENANCE)
                : Optional.empty();
    }

    /** The highest format that exists. */
    public int maxFormat() {
        return maxFormat;
    }

    /** Whether an account says this, so that {@code authority-id} must be there; else it must be absent. */
    public boolean hasAuthority() {
        return !traits.contains(NO_AUTHORITY);
    }

    /** Whether the last primary key header is an integer of 1 or more that counts the members of a sequence. */
    public boolean sequenceForming() {
        return traits.contains(SEQUENCE);
    }

    /** Whether the body must be canonical JSON. */
    public boolean jsonBody() {
        return traits.contains(JSON_BODY);
    }

    /** Whether {@code timestamp} must lie in the validity of the signing key (assertions.md 2.6, step 5). */
    public boolean timestampChecked() {
        return traits.contains(TIMESTAMP);
    }

    @Override
    public String toString() {
        return wireName;
    }
}
