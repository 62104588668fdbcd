package org.brandstore.assertion.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.brandstore.assertion.AssertionType.ACCOUNT;
import static org.brandstore.assertion.AssertionType.ACCOUNT_KEY;
import static org.brandstore.assertion.AssertionType.ACCOUNT_KEY_REQUEST;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionException;
import org.brandstore.assertion.AssertionFixtures;
import org.brandstore.assertion.AssertionFixtures.Role;
import org.brandstore.assertion.AssertionType;
import org.brandstore.assertion.codec.TestHeaders;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.KeyName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccountRulesTest {
    private static final String ID_RULE = "\"account-id\" must be 32 letters and digits, or 2 to 28";
    private static final String KEY_NAME_RULE = "\"name\" must be lower-case letters, digits and single inner '-'";

    static Stream<Arguments> broken() {
        return Stream.of(
                Arguments.of(ACCOUNT, "account-id: a", ID_RULE),
                Arguments.of(ACCOUNT, "account-id: a_b", ID_RULE),
                Arguments.of(ACCOUNT, "account-id: Upper", ID_RULE),
                Arguments.of(ACCOUNT, "account-id: aaaaaaaaaaaaaaaaaaaaaaaaaaaaa", ID_RULE),
                Arguments.of(ACCOUNT, "account-id: a/b", "without '/'"),
                Arguments.of(ACCOUNT, "account-id:\n    ab\n    ", ID_RULE),
                Arguments.of(ACCOUNT, "display-name: ", "\"display-name\" must not be empty"),
                Arguments.of(ACCOUNT, "validation: ", "\"validation\" must not be empty"),
                Arguments.of(ACCOUNT, "username:\n  - a", "\"username\" must be a text, not a list"),
                Arguments.of(ACCOUNT, "timestamp: 2026-08-01T00:00Z", "RFC 3339 time with seconds and zone"),
                Arguments.of(ACCOUNT, "timestamp: 2026-08-01T00:00:00", "RFC 3339 time with seconds and zone"),
                Arguments.of(ACCOUNT, "timestamp: 2026-08-01T00:00:00+0000", "RFC 3339 time with seconds and zone"),
                Arguments.of(ACCOUNT, "timestamp: 2026-08-01t00:00:00z", "RFC 3339 time with seconds and zone"),
                Arguments.of(ACCOUNT, "timestamp: 2026-02-30T00:00:00Z", "RFC 3339 time with seconds and zone"),
                Arguments.of(ACCOUNT_KEY, "account-id: a", ID_RULE),
                Arguments.of(ACCOUNT_KEY, "name: ", KEY_NAME_RULE),
                Arguments.of(ACCOUNT_KEY, "name: 123", KEY_NAME_RULE),
                Arguments.of(ACCOUNT_KEY, "name: a--b", KEY_NAME_RULE),
                Arguments.of(ACCOUNT_KEY, "name: Models", KEY_NAME_RULE),
                Arguments.of(ACCOUNT_KEY, "until: 2026-06-30T23:59:59Z", "\"until\" must not be before \"since\""),
                Arguments.of(ACCOUNT_KEY, "until: ", "\"until\" must not be empty"),
                Arguments.of(ACCOUNT_KEY, "public-key-sha3-384: " + Minimal.DIGEST, "must be the id of the key inside"),
                Arguments.of(ACCOUNT_KEY, "constraints: x", "cannot use key constraints"),
                Arguments.of(ACCOUNT_KEY, "constraints:\n  - x", "cannot use key constraints"),
                Arguments.of(ACCOUNT_KEY, "constraints:\n  -\n    other: x", "a map with a map \"headers\""),
                Arguments.of(ACCOUNT_KEY, constraint("model: pi"), "\"type\" must be there"),
                Arguments.of(ACCOUNT_KEY, constraint("type: model|serial"), "without pattern characters"),
                Arguments.of(ACCOUNT_KEY, constraint("type: model\n      model: $SLOT(x)"), "'$' has no meaning here"),
                Arguments.of(ACCOUNT_KEY, constraint("type: model\n      model: (?=x)"), "not an RE2 pattern"),
                Arguments.of(ACCOUNT_KEY, constraint("type: model\n      model: (x)\\1"), "not an RE2 pattern"),
                Arguments.of(ACCOUNT_KEY_REQUEST, "account-id: a", ID_RULE),
                Arguments.of(ACCOUNT_KEY_REQUEST, "name: 123", KEY_NAME_RULE),
                Arguments.of(
                        ACCOUNT_KEY_REQUEST, "until: 2026-06-30T23:59:59Z", "\"until\" must not be before \"since\""),
                Arguments.of(
                        ACCOUNT_KEY_REQUEST,
                        "public-key-sha3-384: " + Minimal.DIGEST,
                        "\"public-key-sha3-384\" must be the id of the key inside"));
    }

    private static String constraint(String headers) {
        return "constraints:\n  -\n    headers:\n      " + headers;
    }

    @ParameterizedTest
    @MethodSource("broken")
    void brokenRulesAreRefused(AssertionType type, String change, String why) {
        Rules.assertRefused(type, change, why);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-07-01T00:00:00.5Z",
                "2026-07-01T00:00:00.123456789123Z",
                "2026-07-01T02:00:00+02:00",
                "2026-06-30T23:00:00-01:00",
                "2026-07-01T00:00:00+00:00"
            })
    void allSpellingsOfTimesAreRead(String time) {
        AccountView account = AccountView.of(Rules.accept(ACCOUNT, "timestamp: " + time));

        assertThat(account.timestamp().getEpochSecond())
                .isEqualTo(Instant.parse("2026-07-01T00:00:00Z").getEpochSecond());
    }

    @Test
    void theLegacyWordReadsAsVerified() {
        assertThat(AccountView.of(Rules.accept(ACCOUNT, "validation: certified"))
                        .validation())
                .isEqualTo("verified");
        assertThat(AccountView.of(Rules.accept(ACCOUNT, "validation: starred")).validation())
                .isEqualTo("starred");
    }

    @Test
    void anAccountIsReadWhole() {
        AccountView account = AccountView.of(Rules.accept(ACCOUNT, "username: someone"));

        assertThat(account)
                .isEqualTo(new AccountView(
                        new AccountId("someone"),
                        "Some One",
                        Optional.of("someone"),
                        "unproven",
                        Instant.parse("2026-07-01T00:00:00Z")));
        assertThat(AccountView.of(Rules.accept(ACCOUNT, "username: ")).username())
                .isEmpty();
    }

    @Test
    void aKeyIsReadWhole() {
        AccountKeyView key = AccountKeyView.of(Rules.accept(ACCOUNT_KEY, "name: uploads\nuntil: 2026-07-01T00:00:00Z"));

        assertThat(key)
                .isEqualTo(new AccountKeyView(
                        Role.DEVICE.signer().publicKey(),
                        new AccountId("fixture-publisher"),
                        Optional.of(new KeyName("uploads")),
                        Instant.parse("2026-07-01T00:00:00Z"),
                        Optional.of(Instant.parse("2026-07-01T00:00:00Z")),
                        Optional.empty()));
    }

    @Test
    void aKeyRequestIsReadWhole() {
        AccountKeyRequestView request = AccountKeyRequestView.of(Minimal.signed(ACCOUNT_KEY_REQUEST));

        assertThat(request)
                .isEqualTo(new AccountKeyRequestView(
                        Role.DEVICE.signer().publicKey(),
                        new AccountId("fixture-publisher"),
                        new KeyName("uploads"),
                        Instant.parse("2026-07-01T00:00:00Z"),
                        Optional.empty()));
    }

    @Test
    void aKeyRequestSignedByAnotherKeyIsRefused() {
        assertThatThrownBy(() -> AssertionFixtures.sign(
                        Role.STRANGER,
                        ACCOUNT_KEY_REQUEST,
                        Minimal.headers(ACCOUNT_KEY_REQUEST),
                        Minimal.body(ACCOUNT_KEY_REQUEST)))
                .isInstanceOf(AssertionException.class)
                .hasMessageContaining("\"sign-key-sha3-384\" must be the id of the key inside");
    }

    @Test
    void aBodyThatIsNoKeyIsRefused() {
        assertThatThrownBy(
                        () -> AssertionFixtures.sign(Role.STORE, ACCOUNT_KEY, Minimal.headers(ACCOUNT_KEY), "no key"))
                .isInstanceOf(AssertionException.class);
    }

    @Test
    void theViewOfAnotherTypeIsRefused() {
        Assertion account = Minimal.signed(ACCOUNT);

        assertThatThrownBy(() -> AccountKeyView.of(account))
                .isInstanceOf(AssertionException.class)
                .hasMessage("cannot use account: an assertion of type account-key is needed");
    }

    @Test
    void aConstrainedKeySaysSo() {
        AccountKeyView key =
                AccountKeyView.of(Rules.accept(ACCOUNT_KEY, constraint("type: model\n      model: box-.*")));

        assertThat(key.constraints()
                        .orElseThrow()
                        .allow(AssertionType.MODEL, TestHeaders.parse("type: model\nmodel: box-1")))
                .isTrue();
        assertThat(key.constraints()
                        .orElseThrow()
                        .allow(AssertionType.MODEL, TestHeaders.parse("type: model\nmodel: box")))
                .isFalse();
    }
}
