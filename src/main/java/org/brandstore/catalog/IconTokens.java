package org.brandstore.catalog;

import java.util.HexFormat;
import java.util.Optional;
import org.brandstore.device.TokenKey;
import org.brandstore.naming.Sha3_384;

/**
 * Names icons in URLs. Clients ask for them without saying who they are, so the name must be one that nobody can make who
 * was not given it: not even somebody who has the same picture and wonders whether any brand uses it.
 *
 * <p>Payload: the digest of the icon.
 */
public final class IconTokens {
    private final TokenKey key;

    public IconTokens(TokenKey key) {
        this.key = key;
    }

    /** The same picture always has the same name: clients keep it until the name changes. */
    String make(Sha3_384 icon) {
        return key.seal(HexFormat.of().parseHex(icon.hex()));
    }

    /** The digest of the icon; empty if we never named one so. */
    public Optional<Sha3_384> read(String token) {
        return key.open(token)
                .filter(payload -> payload.length == 48)
                .map(payload -> new Sha3_384(HexFormat.of().formatHex(payload)));
    }
}
