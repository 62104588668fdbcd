package org.brandstore.event;

/** What a walk along the chain of recorded changes found. */
public sealed interface ChainCheck {
    /**
     * Every record is in its place and unchanged. Whoever noted an earlier head can tell from this that none was cut
     * off at the end: a chain alone cannot show that.
     *
     * @param records how many there are
     * @param head the hash of the last, in hexadecimal
     */
    record Intact(long records, String head) implements ChainCheck {}

    /**
     * The chain holds up to the record before this one.
     *
     * @param record the id of the first record that is missing or does not fit
     */
    record Broken(long record, String reason) implements ChainCheck {}
}
