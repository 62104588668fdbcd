package org.brandstore.event;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a walk along the chains of recorded changes found. Each brand has a chain, and the server one whose name is empty.
 */
public sealed interface ChainCheck {
    /** The name of the chain that all brands had together before each got its own. */
    String SHARED = "*";

    /**
     * Every record is in its place and unchanged. Whoever noted an earlier head can tell from this that none was cut
     * off at the end: a chain alone cannot show that.
     *
     * @param records how many there are in all chains
     * @param heads the hash of the last of each chain, in hexadecimal
     */
    record Intact(long records, SortedMap<String, String> heads) implements ChainCheck {
        public Intact {
            heads = Collections.unmodifiableSortedMap(new TreeMap<>(heads));
        }
    }

    /**
     * The chain holds up to the record before this one.
     *
     * @param record the number of the first record that is missing or does not fit
     */
    record Broken(String chain, long record, String reason) implements ChainCheck {}
}
