package org.brandstore.security.macaroon;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * A macaroon: an identifier and caveats under a chained signature. Immutable; {@link #toString} tells no secret.
 *
 * <p>On the wire it is the base64url form of version 1 packets (publisher-api.md 3.3): each packet is four lower-case hex digits with its
 * total length, a key, one space, the value and a newline; the order is {@code location}, {@code identifier}, per caveat
 * {@code cid} and for third parties {@code vid} and {@code cl}, then {@code signature}.
 */
public final class Macaroon {
    private final String location;
    private final String identifier;
    private final List<Caveat> caveats;
    private final byte[] signature;

    Macaroon(String location, String identifier, List<Caveat> caveats, byte[] signature) {
        this.location = location;
        this.identifier = identifier;
        this.caveats = List.copyOf(caveats);
        this.signature = signature.clone();
    }

    /**
     * A fresh macaroon without caveats.
     *
     * @param key the secret that only the issuer knows
     * @param location a hint where it is from; not covered by the signature
     * @param identifier what the issuer finds the key by
     */
    public static Macaroon create(byte[] key, String location, String identifier) {
        return new Macaroon(location, identifier, List.of(), MacaroonChain.signature(key, identifier, List.of()));
    }

    /**
     * Reads the wire form, with or without base64 padding.
     *
     * @throws MalformedMacaroonException if the text is no macaroon in version 1 packets
     */
    public static Macaroon parse(String text) {
        return MacaroonPackets.parse(text);
    }

    /** The same macaroon with one more condition. Anybody who holds a macaroon can do this. */
    public Macaroon with(Caveat caveat) {
        List<Caveat> more = new ArrayList<>(caveats);
        more.add(caveat);
        return new Macaroon(location, identifier, more, MacaroonChain.extend(signature, caveat));
    }

    /** This discharge macaroon made fit for use with that root macaroon only. */
    public Macaroon boundTo(Macaroon root) {
        return new Macaroon(location, identifier, caveats, MacaroonChain.bind(root.signature, signature));
    }

    /** Whether the signature is what the key gives. Takes the same time wherever the signatures differ. */
    public boolean isSignedWith(byte[] key) {
        return MessageDigest.isEqual(signature, MacaroonChain.signature(key, identifier, caveats));
    }

    /** Whether this is a discharge under that caveat key, bound to that root macaroon. */
    public boolean isBoundTo(Macaroon root, byte[] caveatKey) {
        byte[] unbound = MacaroonChain.signature(caveatKey, identifier, caveats);
        return MessageDigest.isEqual(signature, MacaroonChain.bind(root.signature, unbound));
    }

    public String location() {
        return location;
    }

    public String identifier() {
        return identifier;
    }

    public List<Caveat> caveats() {
        return caveats;
    }

    /** The signature in lower-case hex. */
    public String signatureHex() {
        return HexFormat.of().formatHex(signature);
    }

    byte[] signatureBytes() {
        return signature.clone();
    }

    /** The wire form, without base64 padding. */
    public String serialize() {
        return MacaroonPackets.serialize(this);
    }

    @Override
    public String toString() {
        return "Macaroon[" + caveats.size() + " caveats, from " + location + "]";
    }
}
