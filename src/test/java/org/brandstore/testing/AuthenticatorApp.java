package org.brandstore.testing;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.brandstore.account.Actor;
import org.brandstore.account.Person;
import org.brandstore.account.factor.FactorEnrolment;
import org.brandstore.account.factor.SecondFactors;

/** What a person has on their telephone: it shows each code once, since no code works twice. */
public final class AuthenticatorApp {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private final byte[] secret;
    private long lastStep;

    /** @param secret in base 32 */
    public AuthenticatorApp(String secret) {
        BigInteger number = BigInteger.ZERO;
        for (char c : secret.toCharArray()) {
            number = number.shiftLeft(5).or(BigInteger.valueOf(ALPHABET.indexOf(c)));
        }
        byte[] bytes = new byte[secret.length() * 5 / 8];
        byte[] shifted = number.shiftRight(secret.length() * 5 % 8).toByteArray();
        for (int i = 0; i < bytes.length && i < shifted.length; i++) {
            bytes[bytes.length - 1 - i] = shifted[shifted.length - 1 - i];
        }
        this.secret = bytes;
    }

    /** Gives somebody a second factor. */
    public static AuthenticatorApp enrol(SecondFactors factors, Person person) {
        Actor actor = Actor.of(person);
        FactorEnrolment enrolment = factors.begin(person, actor);
        AuthenticatorApp app = new AuthenticatorApp(enrolment.secret());
        factors.confirm(person, app.next(), actor);
        return app;
    }

    /** A code that was not shown yet. A step ahead is as far as a clock may be off, so the second one in half a minute is the last. */
    public String next() {
        long now = Instant.now().getEpochSecond() / 30;
        lastStep = Math.max(now - 1, lastStep + 1);
        if (lastStep > now + 1) {
            throw new IllegalStateException("more than three codes in half a minute");
        }
        return code(lastStep);
    }

    /** The code that was shown last. */
    public String last() {
        return code(lastStep);
    }

    /** Six digits that are no code now. */
    public String wrong() {
        long now = Instant.now().getEpochSecond() / 30;
        for (int i = 0; ; i++) {
            String guess = String.format(Locale.ROOT, "%06d", i);
            if (!guess.equals(code(now - 1))
                    && !guess.equals(code(now))
                    && !guess.equals(code(now + 1))
                    && !guess.equals(code(now + 2))) {
                return guess;
            }
        }
    }

    private String code(long step) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret, "HmacSHA1"));
            byte[] hmac = mac.doFinal(ByteBuffer.allocate(8).putLong(step).array());
            int number = ByteBuffer.wrap(hmac).getInt(hmac[19] & 15) & Integer.MAX_VALUE;
            return String.format(Locale.ROOT, "%06d", number % 1_000_000);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
