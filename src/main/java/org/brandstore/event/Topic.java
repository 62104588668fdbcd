package org.brandstore.event;

import java.util.Arrays;
import java.util.Optional;

/** What kind of thing changed; a listener rebuilds what it derives from things of that kind. */
public enum Topic {
    ACCOUNTS,
    ASSERTIONS,
    CATALOG,
    DELTAS,
    DEVICES,
    KEYS,
    MODELS,
    PEOPLE,
    PROPOSALS,
    RELEASES,
    SERIALS,
    UPLOADS;

    /** Empty for one that only a newer program knows. */
    static Optional<Topic> find(String name) {
        return Arrays.stream(values())
                .filter(topic -> topic.name().equals(name))
                .findFirst();
    }
}
