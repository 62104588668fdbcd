package org.brandstore.security.macaroon;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class MacaroonPropertyTest {
    private static final byte[] KEY = "key".getBytes(UTF_8);

    private static Arbitrary<String> texts() {
        return Arbitraries.strings()
                .ofMaxLength(40)
                .filter(text -> UTF_8.newEncoder().canEncode(text));
    }

    /** Macaroons without third-party caveats: the chain does not cover their locations. */
    @Provide
    Arbitrary<Macaroon> signedParts() {
        return Combinators.combine(texts(), texts(), texts())
                .as((location, identifier, condition) ->
                        Macaroon.create(KEY, location, identifier).with(new Caveat.FirstParty(condition)));
    }

    @Provide
    Arbitrary<Macaroon> macaroons() {
        Arbitrary<String> texts = texts();
        Arbitrary<Caveat> first = texts.map(Caveat.FirstParty::new);
        Arbitrary<Caveat> third = Combinators.combine(
                        texts, Arbitraries.bytes().array(byte[].class).ofMaxSize(80), texts)
                .as((id, vid, location) ->
                        new Caveat.ThirdParty(id, HexFormat.of().formatHex(vid), location));
        Arbitrary<List<Caveat>> caveats = Arbitraries.oneOf(first, third).list().ofMaxSize(6);
        return Combinators.combine(texts, texts, caveats).as((location, identifier, list) -> {
            Macaroon macaroon = Macaroon.create(KEY, location, identifier);
            for (Caveat caveat : list) {
                macaroon = macaroon.with(caveat);
            }
            return macaroon;
        });
    }

    @Property(tries = 300)
    void whatIsWrittenIsReadBack(@ForAll("macaroons") Macaroon macaroon) {
        Macaroon read = Macaroon.parse(macaroon.serialize());

        assertThat(read.serialize()).isEqualTo(macaroon.serialize());
        assertThat(read.caveats()).isEqualTo(macaroon.caveats());
        assertThat(read.isSignedWith(KEY)).isTrue();
    }

    @Property(tries = 300)
    void oneChangedByteOfASignedPartIsNeverAccepted(
            @ForAll("signedParts") Macaroon macaroon, @ForAll @IntRange(max = 5000) int at, @ForAll byte change) {
        byte[] bytes = Base64.getUrlDecoder().decode(macaroon.serialize());
        int locationPacket = 4 + "location ".length() + macaroon.location().getBytes(UTF_8).length + 1;
        int position = locationPacket + at % (bytes.length - locationPacket);
        bytes[position] ^= change == 0 ? 1 : change;

        assertThat(isAccepted(Base64.getUrlEncoder().encodeToString(bytes))).isFalse();
    }

    @Property(tries = 500)
    void foreignBytesNeverEscapeAsAnotherError(@ForAll @Size(max = 300) byte[] bytes) {
        assertThat(isAccepted(Base64.getUrlEncoder().encodeToString(bytes))).isFalse();
    }

    @Property(tries = 500)
    void foreignTextNeverEscapesAsAnotherError(@ForAll String text) {
        assertThat(isAccepted(text)).isFalse();
    }

    private static boolean isAccepted(String text) {
        try {
            return Macaroon.parse(text).isSignedWith(KEY);
        } catch (MalformedMacaroonException e) {
            return false;
        }
    }
}
