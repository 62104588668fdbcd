package org.brandstore.assertion.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.brandstore.assertion.AssertionType.SNAP_BUILD;
import static org.brandstore.assertion.AssertionType.SNAP_DECLARATION;
import static org.brandstore.assertion.AssertionType.SNAP_DEVELOPER;
import static org.brandstore.assertion.AssertionType.SNAP_RESOURCE_PAIR;
import static org.brandstore.assertion.AssertionType.SNAP_RESOURCE_REVISION;
import static org.brandstore.assertion.AssertionType.SNAP_REVISION;
import static org.brandstore.assertion.AssertionType.STORE;
import static org.brandstore.assertion.AssertionType.VALIDATION;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.brandstore.assertion.AssertionType;
import org.brandstore.assertion.type.RevisionAuthority.DeviceScope;
import org.brandstore.assertion.type.SnapDeclarationView.Alias;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.Revision;
import org.brandstore.naming.Sha3_384;
import org.brandstore.naming.SnapId;
import org.brandstore.naming.StoreId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SnapRulesTest {
    private static final Instant JULY = Instant.parse("2026-07-01T00:00:00Z");
    private static final String HEX = "0123456789abcdef".repeat(4);
    private static final String INTEGRITY = """
            integrity:
              -
                type: dm-verity
                version: 1
                hash-algorithm: sha256
                data-block-size: 4096
                hash-block-size: 8192
                digest: %s
                salt: %s
            """.formatted(HEX, HEX);

    static Stream<Arguments> broken() {
        return Stream.of(
                Arguments.of(SNAP_DECLARATION, "snap-id: short", "\"snap-id\" must be 32 letters and digits"),
                Arguments.of(SNAP_DECLARATION, "snap-name:\n  - a", "\"snap-name\" must be a text"),
                Arguments.of(SNAP_DECLARATION, "publisher-id: A", "\"publisher-id\" must be 32 letters and digits, or"),
                Arguments.of(SNAP_DECLARATION, "refresh-control: x", "\"refresh-control\" must be a list of texts"),
                Arguments.of(SNAP_DECLARATION, "refresh-control:\n  - x", "\"refresh-control\" must list only 32"),
                Arguments.of(SNAP_DECLARATION, alias("target: t"), "\"name\" of entry 1 of \"aliases\" is missing"),
                Arguments.of(SNAP_DECLARATION, alias("name: n"), "\"target\" of entry 1 of \"aliases\" is missing"),
                Arguments.of(
                        SNAP_DECLARATION, alias("name: -n\n    target: t"), "\"name\" of entry 1 of \"aliases\" must"),
                Arguments.of(
                        SNAP_DECLARATION, alias("name: n\n    target: t_"), "\"target\" of entry 1 of \"aliases\""),
                Arguments.of(
                        SNAP_DECLARATION,
                        alias("name: n\n    target: t\n  -\n    name: n\n    target: u"),
                        "\"n\" is listed twice"),
                Arguments.of(SNAP_DECLARATION, "auto-aliases:\n  - a b", "\"auto-aliases\" must list only"),
                Arguments.of(SNAP_DECLARATION, authority("provenance:\n      - p"), "\"account-id\" of entry 1 of"),
                Arguments.of(SNAP_DECLARATION, authority("account-id: ab"), "must list at least one provenance"),
                Arguments.of(
                        SNAP_DECLARATION,
                        authority("account-id: ab\n    provenance:\n      - p_"),
                        "\"provenance\" of entry 1 of \"revision-authority\" must list only"),
                Arguments.of(
                        SNAP_DECLARATION,
                        authority("account-id: ab\n    provenance:\n      - p\n    min-revision: 0"),
                        "\"min-revision\" of entry 1 of \"revision-authority\" must be 1 or more"),
                Arguments.of(
                        SNAP_DECLARATION,
                        authority(
                                "account-id: ab\n    provenance:\n      - p\n    min-revision: 5\n    max-revision: 4"),
                        "\"max-revision\" of entry 1 of \"revision-authority\" must not be lower"),
                Arguments.of(
                        SNAP_DECLARATION,
                        authority("account-id: ab\n    provenance:\n      - p\n    on-store:\n      - a/b"),
                        "\"on-store\" of entry 1 of \"revision-authority\" must list only"),
                Arguments.of(
                        SNAP_DECLARATION,
                        authority("account-id: ab\n    provenance:\n      - p\n    on-brand:\n      - B"),
                        "\"on-brand\" of entry 1 of \"revision-authority\" must list only"),
                Arguments.of(
                        SNAP_DECLARATION,
                        authority("account-id: ab\n    provenance:\n      - p\n    on-model:\n      - box"),
                        "\"on-model\" of entry 1 of \"revision-authority\" must list only"),
                Arguments.of(SNAP_BUILD, "grade: beta", "\"grade\" must be stable or devel, not \"beta\""),
                Arguments.of(SNAP_BUILD, "snap-size: -1", "\"snap-size\" must be an unsigned integer"),
                Arguments.of(SNAP_BUILD, "snap-size: 01", "\"snap-size\" must be an unsigned integer"),
                Arguments.of(
                        SNAP_BUILD,
                        "snap-sha3-384: " + HEX + HEX.substring(32),
                        "must be 48 bytes in unpadded base64url"),
                Arguments.of(SNAP_BUILD, "snap-id: x", "\"snap-id\" must be 32"),
                Arguments.of(
                        SNAP_REVISION,
                        "snap-sha3-384: " + HEX + HEX.substring(32),
                        "must be 48 bytes in unpadded base64url"),
                Arguments.of(SNAP_REVISION, "provenance: a_b", "\"provenance\" must be letters, digits"),
                Arguments.of(SNAP_REVISION, "snap-size: 9223372036854775808", "\"snap-size\" must be less than 2^63"),
                Arguments.of(SNAP_REVISION, "snap-size: 18446744073709551616", "\"snap-size\" must be an unsigned"),
                Arguments.of(SNAP_REVISION, "snap-revision: 0", "\"snap-revision\" must be 1 or more, not 0"),
                Arguments.of(
                        SNAP_REVISION, "snap-revision: 07", "\"snap-revision\" must be an integer without leading"),
                Arguments.of(SNAP_REVISION, "snap-revision: x", "\"snap-revision\" must be an integer"),
                Arguments.of(SNAP_REVISION, "developer-id: A", "\"developer-id\" must be 32"),
                Arguments.of(SNAP_REVISION, "integrity: x", "\"integrity\" must be a list of maps"),
                Arguments.of(
                        SNAP_REVISION,
                        INTEGRITY.replace("4096", "0"),
                        "\"data-block-size\" of entry 1 of \"integrity\" must not be 0"),
                Arguments.of(
                        SNAP_REVISION,
                        INTEGRITY.replace("8192", "0"),
                        "\"hash-block-size\" of entry 1 of \"integrity\" must not be 0"),
                Arguments.of(
                        SNAP_REVISION,
                        INTEGRITY.replace("dm-", "x-"),
                        "\"type\" of entry 1 of \"integrity\" must be dm-verity"),
                Arguments.of(
                        SNAP_REVISION,
                        INTEGRITY.replace("n: 1", "n: 2"),
                        "\"version\" of entry 1 of \"integrity\" must be 1"),
                Arguments.of(
                        SNAP_REVISION,
                        INTEGRITY.replace("sha256", "sha512"),
                        "\"hash-algorithm\" of entry 1 of \"integrity\""),
                Arguments.of(
                        SNAP_REVISION,
                        INTEGRITY.replace("salt: 01", "salt: "),
                        "\"salt\" of entry 1 of \"integrity\" must be 32 bytes in hex"),
                Arguments.of(
                        SNAP_REVISION,
                        INTEGRITY.replace("digest: 0", "digest: x"),
                        "\"digest\" of entry 1 of \"integrity\" must be 32 bytes in hex"),
                Arguments.of(SNAP_RESOURCE_REVISION, "resource-name: C", "\"resource-name\" must be 2 to 40"),
                Arguments.of(SNAP_RESOURCE_REVISION, "resource-revision: 0", "\"resource-revision\" must be 1 or more"),
                Arguments.of(SNAP_RESOURCE_REVISION, "resource-size: x", "\"resource-size\" must be an unsigned"),
                Arguments.of(SNAP_RESOURCE_REVISION, "resource-sha3-384: x", "must be 48 bytes in unpadded base64url"),
                Arguments.of(SNAP_RESOURCE_REVISION, "provenance: a_b", "\"provenance\" must be letters"),
                Arguments.of(SNAP_RESOURCE_REVISION, INTEGRITY.replace("4096", "0"), "must not be 0"),
                Arguments.of(SNAP_RESOURCE_PAIR, "resource-revision: 0", "\"resource-revision\" must be 1 or more"),
                Arguments.of(SNAP_RESOURCE_PAIR, "snap-revision: 0", "\"snap-revision\" must be 1 or more"),
                Arguments.of(SNAP_RESOURCE_PAIR, "resource-name: a--b", "\"resource-name\" must be 2 to 40"),
                Arguments.of(SNAP_RESOURCE_PAIR, "provenance: a_b", "\"provenance\" must be letters"),
                Arguments.of(VALIDATION, "approved-snap-revision: 0", "\"approved-snap-revision\" must be 1 or more"),
                Arguments.of(VALIDATION, "revoked: yes", "\"revoked\" must be true or false, not \"yes\""),
                Arguments.of(VALIDATION, "approved-snap-id: x", "\"approved-snap-id\" must be 32"),
                Arguments.of(VALIDATION, "snap-id: x", "\"snap-id\" must be 32"));
    }

    private static String alias(String entry) {
        return "aliases:\n  -\n    " + entry;
    }

    private static String authority(String entry) {
        return "revision-authority:\n  -\n    " + entry;
    }

    @ParameterizedTest
    @MethodSource("broken")
    void brokenRulesAreRefused(AssertionType type, String change, String why) {
        Rules.assertRefused(type, change, why);
    }

    static Stream<Arguments> brokenDevelopers() {
        return Stream.of(
                Arguments.of("developers: x", "\"developers\" must be a list of maps"),
                Arguments.of(developer("since: 2026-07-01T00:00:00Z"), "\"developer-id\" of entry 1"),
                Arguments.of(
                        developer("developer-id: A\n    since: 2026-07-01T00:00:00Z"), "\"developer-id\" of entry 1"),
                Arguments.of(developer("developer-id: ab"), "\"since\" of entry 1 of \"developers\" is missing"),
                Arguments.of(
                        developer("developer-id: ab\n    since: 2026-07-01T00:00:00Z\n    until: 2026-06-01T00:00:00Z"),
                        "\"until\" of entry 1 of \"developers\" must not be before \"since\""),
                Arguments.of(
                        developer("developer-id: ab\n    since: 2026-07-01T00:00:00Z\n    until: 2026-07-01T00:00:00Z")
                                + "\n  -\n    developer-id: ab\n    since: 2026-07-02T00:00:00Z",
                        "one of the entries says that ab is revoked"),
                Arguments.of(
                        developer("developer-id: ab\n    since: 2026-07-02T00:00:00Z")
                                + "\n  -\n    developer-id: ab\n    since: 2026-07-01T00:00:00Z\n    until: 2026-07-01T00:00:00Z",
                        "one of the entries says that ab is revoked"));
    }

    private static String developer(String entry) {
        return "developers:\n  -\n    " + entry;
    }

    @ParameterizedTest
    @MethodSource("brokenDevelopers")
    void brokenDevelopersAreRefused(String change, String why) {
        Rules.assertRefused(SNAP_DEVELOPER, change, why);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://store.example.com/",
                "https:///path",
                "https://store.example.com/?q",
                "https://store.example.com/#f",
                "store.example.com",
                "https://a b/"
            })
    void aStoreUrlIsPlain(String url) {
        Rules.assertRefused(STORE, "url: " + url, "\"url\" must be an http or https URL with host, without query");
    }

    @Test
    void aStoreIsReadWhole() {
        StoreView store = StoreView.of(Rules.accept(STORE, """
                friendly-stores:
                  - other
                location: Berlin
                url: https://store.example.com/x
                """));

        assertThat(store)
                .isEqualTo(new StoreView(
                        new StoreId("brand-store"),
                        new AccountId("fixture-brand"),
                        Optional.of(URI.create("https://store.example.com/x")),
                        List.of("other"),
                        Optional.of("Berlin"),
                        JULY));
        assertThat(StoreView.of(Rules.accept(STORE, "url: ")).url()).isEmpty();
        Rules.assertRefused(STORE, "store: a b", "\"store\" must be letters");
        Rules.assertRefused(STORE, "friendly-stores: other", "\"friendly-stores\" must be a list of texts");
    }

    @Test
    void aDeclarationIsReadWhole() {
        SnapDeclarationView declaration = SnapDeclarationView.of(Rules.accept(SNAP_DECLARATION, """
                aliases:
                  -
                    name: cmd_1.x
                    target: cmd-App
                refresh-control:
                  - GgGgGgGgGgGgGgGgGgGgGgGgGgGgGgGg
                revision-authority:
                  -
                    account-id: fixture-brand
                    max-revision: 9
                    min-revision: 5
                    on-brand:
                      - fixture-brand
                    on-model:
                      - fixture-brand/box
                    on-store:
                      - brand-store
                    provenance:
                      - one
                      - two
                """));

        assertThat(declaration)
                .isEqualTo(new SnapDeclarationView(
                        new SnapId(Minimal.SNAP_ID),
                        "app1",
                        new AccountId("fixture-publisher"),
                        List.of(new SnapId(Minimal.GADGET_ID)),
                        List.of(new Alias("cmd_1.x", "cmd-App")),
                        List.of(new RevisionAuthority(
                                new AccountId("fixture-brand"),
                                List.of("one", "two"),
                                Optional.of(new Revision(5)),
                                Optional.of(new Revision(9)),
                                new DeviceScope(
                                        List.of(new StoreId("brand-store")),
                                        List.of(new AccountId("fixture-brand")),
                                        List.of("fixture-brand/box")))),
                        JULY));
        assertThat(declaration.isRevoked()).isFalse();
    }

    @Test
    void aDeclarationWithoutNameRevokesTheSnap() {
        assertThat(SnapDeclarationView.of(Rules.accept(SNAP_DECLARATION, "snap-name: "))
                        .isRevoked())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "fixture-brand, one, 5, true",
        "fixture-brand, two, 9, true",
        "fixture-brand, one, 4, false",
        "fixture-brand, one, 10, false",
        "fixture-brand, three, 5, false",
        "fixture-vault, one, 5, false"
    })
    void aRevisionAuthorityIsNarrow(String account, String provenance, int revision, boolean permitted) {
        RevisionAuthority authority = new RevisionAuthority(
                new AccountId("fixture-brand"),
                List.of("one", "two"),
                Optional.of(new Revision(5)),
                Optional.of(new Revision(9)),
                new DeviceScope(List.of(), List.of(), List.of()));

        assertThat(authority.permits(account, provenance, new Revision(revision)))
                .isEqualTo(permitted);
    }

    @Test
    void aSnapRevisionIsReadWhole() {
        SnapRevisionView revision = SnapRevisionView.of(
                Rules.accept(SNAP_REVISION, INTEGRITY + "provenance: own\nsnap-size: 9223372036854775807"));

        assertThat(revision)
                .isEqualTo(new SnapRevisionView(
                        Sha3_384.ofBase64Url(Minimal.DIGEST),
                        "own",
                        new SnapId(Minimal.SNAP_ID),
                        Long.MAX_VALUE,
                        new Revision(7),
                        new AccountId("fixture-developer"),
                        JULY,
                        List.of(new Integrity(4096, 8192, HEX, HEX))));
        assertThat(SnapRevisionView.of(Minimal.signed(SNAP_REVISION)).provenance())
                .isEqualTo("global-upload");
    }

    @Test
    void resourcesAreReadWhole() {
        assertThat(ResourceRevisionView.of(Minimal.signed(SNAP_RESOURCE_REVISION)))
                .isEqualTo(new ResourceRevisionView(
                        new SnapId(Minimal.SNAP_ID),
                        "comp1",
                        Sha3_384.ofBase64Url(Minimal.DIGEST),
                        "global-upload",
                        55,
                        new Revision(3),
                        new AccountId("fixture-developer"),
                        JULY,
                        List.of()));
        assertThat(ResourcePairView.of(Rules.accept(SNAP_RESOURCE_PAIR, "provenance: own")))
                .isEqualTo(new ResourcePairView(
                        new SnapId(Minimal.SNAP_ID),
                        "comp1",
                        new Revision(3),
                        new Revision(7),
                        "own",
                        new AccountId("fixture-developer"),
                        JULY));
    }

    @Test
    void aBuildIsReadWhole() {
        assertThat(SnapBuildView.of(Minimal.signed(SNAP_BUILD)))
                .isEqualTo(new SnapBuildView(
                        Sha3_384.ofBase64Url(Minimal.DIGEST), new SnapId(Minimal.SNAP_ID), "stable", 4096, JULY));
    }

    @Test
    void aValidationIsReadWhole() {
        assertThat(ValidationView.of(Rules.accept(VALIDATION, "revoked: true")))
                .isEqualTo(new ValidationView(
                        new SnapId(Minimal.GADGET_ID), new SnapId(Minimal.SNAP_ID), new Revision(7), true, JULY));
        assertThat(ValidationView.of(Minimal.signed(VALIDATION)).revoked()).isFalse();
    }

    @Test
    void developersHaveTheirTimes() {
        SnapDeveloperView view = SnapDeveloperView.of(Rules.accept(SNAP_DEVELOPER, """
                developers:
                  -
                    developer-id: fixture-developer
                    since: 2026-07-01T00:00:00Z
                    until: 2026-08-01T00:00:00Z
                  -
                    developer-id: fixture-developer
                    since: 2026-09-01T00:00:00Z
                  -
                    developer-id: fixture-stranger
                    since: 2026-07-01T00:00:00Z
                    until: 2026-07-01T00:00:00Z
                """));

        assertThat(view.developers()).hasSize(3);
        SnapDeveloperView.Developer first = view.developers().getFirst();
        assertThat(first.isActiveAt(JULY.minusSeconds(1))).isFalse();
        assertThat(first.isActiveAt(JULY)).isTrue();
        assertThat(first.isActiveAt(Instant.parse("2026-07-31T23:59:59Z"))).isTrue();
        assertThat(first.isActiveAt(Instant.parse("2026-08-01T00:00:00Z"))).isFalse();
        assertThat(view.developers().get(1).isActiveAt(Instant.parse("2036-01-01T00:00:00Z")))
                .isTrue();
        assertThat(view.developers())
                .extracting(SnapDeveloperView.Developer::isRevoked)
                .containsExactly(false, false, true);
        assertThat(view.developers().getLast().isActiveAt(JULY)).isFalse();
    }
}
