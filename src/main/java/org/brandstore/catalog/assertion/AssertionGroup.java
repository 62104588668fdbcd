package org.brandstore.catalog.assertion;

import java.util.List;

/**
 * Assertions asked for together (device-api.md 6.4).
 *
 * @param key the client's label; echoed byte for byte
 * @param wanted the assertions
 */
public record AssertionGroup(String key, List<WantedAssertion> wanted) {
    public AssertionGroup {
        wanted = List.copyOf(wanted);
    }
}
