package org.brandstore.catalog.assertion;

import java.util.List;

/** One assertion that a client wants in its newest revision (device-api.md 6.4). */
public sealed interface WantedAssertion {
    /** Stands for a revision when the client has none. */
    int NONE = -1;

    /** The type as the client spelt it; it may be unknown. */
    String type();

    /** The key as the client spelt it. */
    List<String> key();

    /** The revision that the client has, or {@link #NONE}. */
    int newerThan();

    /** An assertion named by its primary key, in which trailing defaults may be missing. */
    record Single(String type, List<String> key, int newerThan) implements WantedAssertion {
        public Single {
            key = List.copyOf(key);
        }
    }

    /** The newest revision of one member of a sequence; the key lacks the sequence. */
    record Pinned(String type, List<String> key, int sequence, int newerThan) implements WantedAssertion {
        public Pinned {
            key = List.copyOf(key);
        }
    }

    /**
     * The latest member of a sequence.
     *
     * @param from the member that the client has, or 0
     */
    record Latest(String type, List<String> key, int from, int newerThan) implements WantedAssertion {
        public Latest {
            key = List.copyOf(key);
        }
    }
}
