package org.brandstore.snap.metadata;

import java.util.Map;

/**
 * One end of a connection: a plug or a slot.
 *
 * @param name its name within the snap; no plug has the name of a slot
 * @param interfaceName the interface, often the same as the name
 * @param label for people, or empty
 * @param attributes in name order; values are String, Long, Double, Boolean, List and Map of String to such
 */
public record InterfaceEnd(String name, String interfaceName, String label, Map<String, Object> attributes) {
    public InterfaceEnd {
        attributes = Ordered.copyOf(attributes);
    }
}
