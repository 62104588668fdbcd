package org.brandstore.cli.fleet;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.brandstore.assertion.crypto.RsaAssertionSigner;

/**
 * Many different RSA keys in little time, for crowds of devices in tests: every pair out of a few primes makes one. They
 * are real keys of 2048 bits that nobody should ever use, since two that share a prime give each other away.
 */
final class CheapKeys {
    private static final BigInteger EXPONENT = BigInteger.valueOf(65537);
    private static final int PRIME_BITS = 1024;

    private CheapKeys() {}

    static List<RsaAssertionSigner> make(int count) {
        int primes = 2;
        while (primes * (primes - 1) / 2 < count) {
            primes++;
        }
        List<BigInteger> pool = IntStream.range(0, primes)
                .parallel()
                .mapToObj(number -> prime(new Random(7919L * number + 1)))
                .toList();
        List<BigInteger[]> pairs = new ArrayList<>();
        for (int i = 0; i < primes; i++) {
            for (int j = 0; j < i && pairs.size() < count; j++) {
                pairs.add(new BigInteger[] {pool.get(i), pool.get(j)});
            }
        }
        return pairs.parallelStream().map(pair -> key(pair[0], pair[1])).toList();
    }

    /** The two highest bits are set, so that each product has all its bits. */
    private static BigInteger prime(Random random) {
        BigInteger candidate = BigInteger.probablePrime(PRIME_BITS, random);
        while (!candidate.testBit(PRIME_BITS - 2)
                || !candidate.subtract(BigInteger.ONE).gcd(EXPONENT).equals(BigInteger.ONE)) {
            candidate = BigInteger.probablePrime(PRIME_BITS, random);
        }
        return candidate;
    }

    private static RsaAssertionSigner key(BigInteger p, BigInteger q) {
        BigInteger one = BigInteger.ONE;
        BigInteger d = EXPONENT.modInverse(p.subtract(one).multiply(q.subtract(one)));
        RSAPrivateCrtKeySpec spec = new RSAPrivateCrtKeySpec(
                p.multiply(q), EXPONENT, d, p, q, d.mod(p.subtract(one)), d.mod(q.subtract(one)), q.modInverse(p));
        try {
            return RsaAssertionSigner.of(
                    (RSAPrivateCrtKey) KeyFactory.getInstance("RSA").generatePrivate(spec));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
