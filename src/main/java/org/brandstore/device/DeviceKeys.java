package org.brandstore.device;

import java.math.BigInteger;
import org.brandstore.assertion.AssertionException;
import org.brandstore.assertion.AssertionException.Reason;
import org.brandstore.assertion.crypto.PublicKey;

/**
 * Which keys may become those of devices. Whoever finds the private key of one is that device, for as long as the device is
 * used; snapd itself makes keys of 4096 bits (device-api.md 4). The bounds of the exponent are those of NIST SP 800-89, 5.3.3.
 */
public final class DeviceKeys {
    private static final int LEAST_BITS = 2048;
    private static final int MOST_BITS = 8192;
    private static final BigInteger LEAST_EXPONENT = BigInteger.valueOf(65_537);
    /** The product of the primes below 752: a modulus that shares one of them is none of two large primes. */
    private static final BigInteger SMALL_PRIMES = smallPrimes(752);

    private DeviceKeys() {}

    /** @throws AssertionException if the key is weak or odd */
    public static void requireStrong(PublicKey key) {
        BigInteger modulus = key.key().getModulus();
        int bits = modulus.bitLength();
        if (bits < LEAST_BITS || bits > MOST_BITS) {
            throw refuse("it has " + bits + " bits, and must have " + LEAST_BITS + " to " + MOST_BITS);
        }
        BigInteger exponent = key.key().getPublicExponent();
        if (exponent.compareTo(LEAST_EXPONENT) < 0) {
            throw refuse("its exponent is " + exponent + ", and must be " + LEAST_EXPONENT + " or more");
        }
        if (!modulus.gcd(SMALL_PRIMES).equals(BigInteger.ONE)) {
            throw refuse("its modulus is no product of two large primes");
        }
    }

    private static BigInteger smallPrimes(int below) {
        BigInteger product = BigInteger.TWO;
        for (BigInteger prime = BigInteger.valueOf(3); prime.intValue() < below; prime = prime.nextProbablePrime()) {
            product = product.multiply(prime);
        }
        return product;
    }

    private static AssertionException refuse(String why) {
        return new AssertionException(Reason.INVALID, "cannot use the device key: " + why);
    }
}
