package org.brandstore.security.macaroon;

import java.util.HexFormat;

/** A condition under which a macaroon holds. */
public sealed interface Caveat {
    /** The text that the chain is computed over. */
    String id();

    /**
     * A condition that the verifier itself checks.
     *
     * @param id the condition
     */
    record FirstParty(String id) implements Caveat {}

    /**
     * A condition that another service vouches for with a discharge macaroon.
     *
     * @param id names the condition; the identifier of the discharge is the same text
     * @param verificationId the bytes that carry the caveat key for other codecs, in lower-case hex
     * @param location where to get the discharge: {@code host[:port]} (publisher-api.md 3.2)
     */
    record ThirdParty(String id, String verificationId, String location) implements Caveat {
        byte[] verificationBytes() {
            return HexFormat.of().parseHex(verificationId);
        }
    }
}
