package org.brandstore.api.publisher.submission;

import java.util.LinkedHashMap;
import java.util.Map;
import org.brandstore.api.publisher.JsonBody;
import org.brandstore.naming.NameRules;
import org.brandstore.naming.SnapName;

/** The component files that are pushed with a snap (publisher-api.md 4.6). */
public final class PushedComponents {
    private static final int MOST = 100;

    private PushedComponents() {}

    /** Component name to upload; empty if the field {@code components} is left out. */
    public static Map<SnapName, String> of(JsonBody body) {
        JsonBody sent = body.object("components");
        Map<SnapName, String> components = new LinkedHashMap<>();
        for (String name : sent.names(MOST)) {
            if (!NameRules.isSnapName(name)) {
                throw body.wrong("components", "\"" + name.replaceAll("[^ -~]", "?") + "\" is no name of a component");
            }
            components.put(new SnapName(name), sent.text(name, 200));
        }
        return components;
    }
}
