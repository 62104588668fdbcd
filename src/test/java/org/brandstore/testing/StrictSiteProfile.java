package org.brandstore.testing;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.List;
import java.util.Map;

/** A store that is reached over HTTPS, and takes few new devices from one address. */
public class StrictSiteProfile implements QuarkusTestProfile {
    public static final int NEWCOMERS = 3;

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "brandstore.site.public-url",
                "https://store.acme.example/",
                "brandstore.device.newcomers-per-client",
                Integer.toString(NEWCOMERS));
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
