package org.brandstore.blob;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;

/**
 * SHA3-384 of this store beside that of the JDK it runs on, in turns in one thread; prints the median of the rounds in MB/s
 * and their ratio. Not part of {@code src/bench/run}: it needs no store.
 *
 * <pre>
 * java -cp target/bench/classes:target/classes org.brandstore.blob.DigestComparison
 * </pre>
 */
public final class DigestComparison {
    private static final int BYTES = 32 << 20;
    private static final int WARM_UP = 5;
    private static final int ROUNDS = 21;

    private DigestComparison() {}

    public static void main(String[] arguments) throws Exception {
        byte[] bytes = new byte[BYTES];
        new Random(1).nextBytes(bytes);
        MessageDigest platform = MessageDigest.getInstance("SHA3-384");
        double[] own = new double[ROUNDS];
        double[] theirs = new double[ROUNDS];
        for (int round = -WARM_UP; round < ROUNDS; round++) {
            long start = System.nanoTime();
            Sha3Digest digest = new Sha3Digest();
            digest.update(bytes, 0, bytes.length);
            String first = digest.finish().hex();
            long between = System.nanoTime();
            byte[] second = platform.digest(bytes);
            long end = System.nanoTime();
            if (!first.equals(HexFormat.of().formatHex(second))) {
                throw new IllegalStateException("the two do not agree");
            }
            if (round >= 0) {
                own[round] = rate(between - start);
                theirs[round] = rate(end - between);
            }
        }
        System.out.printf(
                "java %s %s: own %.0f MB/s, platform %.0f MB/s (%s), ratio %.2f%n",
                Runtime.version(),
                System.getProperty("os.arch"),
                median(own),
                median(theirs),
                platform.getProvider().getName(),
                median(own) / median(theirs));
    }

    private static double rate(long nanos) {
        return BYTES * 1e3 / nanos;
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }
}
