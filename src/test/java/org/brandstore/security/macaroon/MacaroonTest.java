package org.brandstore.security.macaroon;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import org.junit.jupiter.api.Test;

/** The expected texts and signatures were written by pymacaroons 0.13.0, the library inside the publisher tool. */
class MacaroonTest {
    private static final byte[] ROOT_KEY = "this is the root key of the test".getBytes(UTF_8);
    private static final byte[] CAVEAT_KEY = "caveat key \0\1\u00ff".getBytes(ISO_8859_1);
    private static final String ROOT =
            "MDAyMGxvY2F0aW9uIHN0b3JlLmV4YW1wbGU6ODA4MAowMDIxaWRlbnRpZmllciByb290IGlkZW50aWZpZXIgMQowMDI3Y2lkIHN0"
                    + "b3JlIHBlcm1pc3Npb25zIHBhY2thZ2VfcHVzaAowMDJlY2lkIHN0b3JlIGV4cGlyZXMgMjAyNy0wMS0wMVQwMDowMDowMFogw6kK"
                    + "MDAwZmNpZCBjaWQtNDIKMDA1MXZpZCAAAQIDBAUGBwgJCgsMDQ4PEBESExQVFhfxD1idVb-8mQuuFOiXl44rBBzQ-lHjrcPiboCt"
                    + "H1gaPdhfb7qVighhZsclTGQzrZwKMDAxOGNsIHNzby5leGFtcGxlOjg0NDMKMDAyZnNpZ25hdHVyZSCi-7lhClZLPQsQvLX9sx3V"
                    + "n7p-CdS43cGwO4Fh9yFwBwo";
    private static final String DISCHARGE =
            "MDAxZWxvY2F0aW9uIHNzby5leGFtcGxlOjg0NDMKMDAxNmlkZW50aWZpZXIgY2lkLTQyCjAwMTFjaWQgcGVyc29uIDcKMDAyZnNp"
                    + "Z25hdHVyZSDQyCbMG83LBDggTUr3QhhfV-SbR83uiEGfmiXP8cTv1wo";
    private static final String BOUND =
            "MDAxZWxvY2F0aW9uIHNzby5leGFtcGxlOjg0NDMKMDAxNmlkZW50aWZpZXIgY2lkLTQyCjAwMTFjaWQgcGVyc29uIDcKMDAyZnNp"
                    + "Z25hdHVyZSCBs6gzY5uVhMT3B0uL_30uDZ2Zl4ZMnepXsUFFJ3gCpQo";

    private static final String VERIFICATION_ID =
            "000102030405060708090a0b0c0d0e0f1011121314151617f10f589d55bfbc990bae14e897978e2b041cd0fa51e3adc3e26e"
                    + "80ad1f581a3dd85f6fba958a086166c7254c6433ad9c";

    private static Macaroon root() {
        return Macaroon.create(ROOT_KEY, "store.example:8080", "root identifier 1")
                .with(new Caveat.FirstParty("store permissions package_push"))
                .with(new Caveat.FirstParty("store expires 2027-01-01T00:00:00Z \u00e9"))
                .with(new Caveat.ThirdParty("cid-42", VERIFICATION_ID, "sso.example:8443"));
    }

    private static Macaroon discharge() {
        return Macaroon.create(CAVEAT_KEY, "sso.example:8443", "cid-42").with(new Caveat.FirstParty("person 7"));
    }

    @Test
    void theChainAndTheTextAreThoseOfTheClientsLibrary() {
        assertThat(root().signatureHex()).isEqualTo("a2fbb9610a564b3d0b10bcb5fdb31dd59fba7e09d4b8ddc1b03b8161f7217007");
        assertThat(root().serialize()).isEqualTo(ROOT);
        assertThat(discharge().serialize()).isEqualTo(DISCHARGE);
        assertThat(discharge().boundTo(root()).serialize()).isEqualTo(BOUND);
        assertThat(Macaroon.create("k".getBytes(UTF_8), "", "plain").serialize())
                .isEqualTo(
                        "MDAwZWxvY2F0aW9uIAowMDE1aWRlbnRpZmllciBwbGFpbgowMDJmc2lnbmF0dXJlILw02j_E6HQZyPjeIBHwdJapeFlt"
                                + "_SepYkHgaEpH9gXWCg");
    }

    @Test
    void readingGivesBackEveryPart() {
        Macaroon macaroon = Macaroon.parse(ROOT);

        assertThat(macaroon.location()).isEqualTo("store.example:8080");
        assertThat(macaroon.identifier()).isEqualTo("root identifier 1");
        assertThat(macaroon.caveats()).isEqualTo(root().caveats());
        assertThat(macaroon.serialize()).isEqualTo(ROOT);
    }

    @Test
    void paddingIsOptional() {
        String padded =
                Base64.getUrlEncoder().encodeToString(Base64.getUrlDecoder().decode(BOUND));

        assertThat(padded).endsWith("=");
        assertThat(Macaroon.parse(padded).serialize()).isEqualTo(BOUND);
    }

    @Test
    void onlyTheRightKeyFits() {
        assertThat(Macaroon.parse(ROOT).isSignedWith(ROOT_KEY)).isTrue();
        assertThat(Macaroon.parse(ROOT).isSignedWith(CAVEAT_KEY)).isFalse();
        assertThat(Macaroon.parse(BOUND).isBoundTo(Macaroon.parse(ROOT), CAVEAT_KEY))
                .isTrue();
        assertThat(Macaroon.parse(BOUND).isBoundTo(Macaroon.parse(ROOT), ROOT_KEY))
                .isFalse();
    }

    @Test
    void aDischargeFitsTheRootItIsBoundToAndNoOther() {
        Macaroon other = Macaroon.parse(ROOT).with(new Caveat.FirstParty("less"));

        assertThat(Macaroon.parse(DISCHARGE).isBoundTo(root(), CAVEAT_KEY)).isFalse();
        assertThat(Macaroon.parse(BOUND).isBoundTo(other, CAVEAT_KEY)).isFalse();
        assertThat(discharge().boundTo(other).isBoundTo(other, CAVEAT_KEY)).isTrue();
    }

    @Test
    void takingACaveatAwayBreaksTheSignature() {
        Macaroon whole = root();
        Macaroon shortened = new Macaroon(
                whole.location(), whole.identifier(), whole.caveats().subList(1, 3), whole.signatureBytes());

        assertThat(shortened.isSignedWith(ROOT_KEY)).isFalse();
    }

    @Test
    void nothingSecretIsPrinted() {
        assertThat(root()).hasToString("Macaroon[3 caveats, from store.example:8080]");
    }

    @Test
    void anotherFormIsRefusedWithTheReason() {
        assertRefused("", "it must have 1 to 65536 characters");
        assertRefused("A".repeat(65_537), "it must have 1 to 65536 characters");
        assertRefused("not base64!", "it is not base64url");
        assertRefused(packets("\2\1"), "packet location is missing or out of order");
        assertRefused(packets("000elocation \n"), "packet identifier is missing or out of order");
        assertRefused(packets("000Elocation \n"), "a packet must begin with four lower-case hex digits");
        assertRefused(packets("000flocation \n"), "the length of packet location does not fit");
        assertRefused(packets("fffflocation \n"), "the length of packet location does not fit");
        assertRefused(packets("0000location \n"), "the length of packet location does not fit");
        String start = "000elocation \n0011identifier i\n";
        assertRefused(packets(start), "packet signature is missing or out of order");
        assertRefused(packets(start + "0011signature s\n"), "the length of packet signature does not fit");
        assertRefused(packets(start + "0010signature s\n"), "the signature must have 32 bytes");
        assertRefused(packets(start + "000acid c\n0009vid\n"), "packet signature is missing or out of order");
        assertRefused(packets(start + "000acid c\n000avid v\n"), "packet cl is missing or out of order");
        assertRefused(packets("000elocation \n0011identifier \u00ff\n"), "a text in it is not UTF-8");
        String signed = start + "002fsignature " + "s".repeat(32) + "\n";
        assertThat(Macaroon.parse(packets(signed)).identifier()).isEqualTo("i");
        assertRefused(packets(signed + "x"), "there is something after the signature");
        assertRefused(
                packets(start + "000acid c\n".repeat(257) + "002fsignature " + "s".repeat(32) + "\n"),
                "it has more than 256 caveats");
    }

    private static String packets(String latin1) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(latin1.getBytes(ISO_8859_1));
    }

    private static void assertRefused(String text, String reason) {
        assertThatThrownBy(() -> Macaroon.parse(text))
                .isInstanceOf(MalformedMacaroonException.class)
                .hasMessage("cannot read macaroon: " + reason);
    }
}
