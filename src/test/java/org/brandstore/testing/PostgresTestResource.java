package org.brandstore.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** A real PostgreSQL and an empty data folder for every test that starts the application. */
public class PostgresTestResource implements QuarkusTestResourceLifecycleManager {
    public static final int PASSWORD_MIN_LENGTH = 14;

    private EmbeddedPostgres postgres;
    private IdentityProvider provider;

    @Override
    public Map<String, String> start() {
        try {
            postgres = EmbeddedPostgres.builder()
                    .setServerConfig("max_connections", "100")
                    .start();
            Path data = Files.createTempDirectory("brandstore-test");
            Map<String, String> config = new HashMap<>();
            config.put("quarkus.datasource.jdbc.url", postgres.getJdbcUrl("postgres", "postgres"));
            config.put("quarkus.datasource.username", "postgres");
            config.put("brandstore.site.data-directory", data.toString());
            config.put("brandstore.blob.directory.path", data.resolve("blobs").toString());
            config.put(
                    "brandstore.signing.master-key-file",
                    data.resolve("master.key").toString());
            config.put("brandstore.signing.key-bits", "2048");
            // as behind one proxy, so that tests can be different clients
            config.put("brandstore.login.proxies", "1");
            // not the default, so that a page or a message with the default in it is seen
            config.put("brandstore.password.min-length", Integer.toString(PASSWORD_MIN_LENGTH));
            config.put("brandstore.login.max-failures-per-client", "400");
            // all tests come from one address
            config.put("brandstore.device.newcomers-per-client", "100000");
            provider = new IdentityProvider();
            config.put("brandstore.oidc.issuer", provider.issuer());
            config.put("brandstore.oidc.client-id", IdentityProvider.CLIENT);
            config.put("brandstore.oidc.client-secret", IdentityProvider.SECRET);
            config.put("brandstore.oidc.name", "Acme ID");
            return config;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        try {
            provider.close();
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
