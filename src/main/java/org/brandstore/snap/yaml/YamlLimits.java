package org.brandstore.snap.yaml;

/**
 * How much a document may hold.
 *
 * @param maxValues scalars, lists and maps together, keys included, each alias counted as what it stands for; every 128
 *     characters of a text count as one more
 * @param maxDepth lists and maps within each other
 */
public record YamlLimits(int maxValues, int maxDepth) {
    /** Some ten times what the largest known files hold. */
    public static final YamlLimits STANDARD = new YamlLimits(20_000, 250);
}
