package org.brandstore.assertion.crypto;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The hashes of signatures. All assertions are signed with SHA-512; devices also take the other two. They would take
 * SHA-1 as well, which is refused here: nobody signs with it, and its collisions are cheap (assertions.md 1.6).
 */
enum HashAlgorithm {
    SHA256(8, "SHA-256", "3031300d060960864801650304020105000420"),
    SHA384(9, "SHA-384", "3041300d060960864801650304020205000430"),
    SHA512(10, "SHA-512", "3051300d060960864801650304020305000440");

    private final int id;
    private final String jcaName;
    private final String prefix;

    HashAlgorithm(int id, String jcaName, String prefix) {
        this.id = id;
        this.jcaName = jcaName;
        this.prefix = prefix;
    }

    static Optional<HashAlgorithm> find(int id) {
        return Arrays.stream(values()).filter(hash -> hash.id == id).findFirst();
    }

    /** The number in OpenPGP. */
    int id() {
        return id;
    }

    MessageDigest digest() {
        return Bytes.digest(jcaName);
    }

    /** The DER bytes which PKCS#1 v1.5 puts before the digest. */
    byte[] prefix() {
        return HexFormat.of().parseHex(prefix);
    }
}
