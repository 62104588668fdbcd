package org.brandstore.observation;

import java.util.List;

/** Keeps observations for good. */
@FunctionalInterface
interface ObservationWriter {
    /** @param batch in the order in which they were made */
    void write(List<Observation> batch);
}
