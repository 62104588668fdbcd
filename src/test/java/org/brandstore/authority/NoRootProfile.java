package org.brandstore.authority;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.List;
import java.util.Map;
import org.brandstore.testing.PostgresTestResource;

/** A server on a database of its own that does not make a root by itself, and would give it an awkward name. */
public class NoRootProfile implements QuarkusTestProfile {
    static final String NAME = "Zoë's \"Best\" \\ `Store` $HOME %s\t\uD83D\uDE80";

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "brandstore.authority.establish-at-start",
                "false",
                "brandstore.authority.display-name",
                NAME.replace("$", "$$"));
    }

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(PostgresTestResource.class));
    }

    @Override
    public boolean disableGlobalTestResources() {
        return true;
    }
}
