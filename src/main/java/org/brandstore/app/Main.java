package org.brandstore.app;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.brandstore.cli.CommandLineApplication;
import org.brandstore.cli.ServerPorts;
import org.jspecify.annotations.Nullable;

/**
 * The program's entry. Before the application reads its configuration, the embedded PostgreSQL is started if no other
 * database was configured.
 */
@QuarkusMain
public final class Main {
    private static final String DATABASE_URL = "brandstore.database.url";
    private static final int LONGEST_END_SECONDS = 20;
    /** The commands that open the HTTP ports; all others work beside a running store. */
    private static final Set<String> SERVERS = Set.of("serve", "demo");

    private Main() {}

    public static void main(String... args) throws IOException {
        boolean server = args.length == 0 || SERVERS.contains(args[0]);
        if (!server) {
            System.setProperty("quarkus.http.host-enabled", "false");
            System.setProperty("quarkus.management.host-enabled", "false");
            System.setProperty("quarkus.scheduler.enabled", "false");
            System.setProperty("quarkus.log.console.level", "WARN");
            System.setProperty("quarkus.log.console.stderr", "true");
            System.setProperty("brandstore.authority.establish-at-start", "false");
        }
        if (args.length > 0 && args[0].equals("demo")) {
            // all devices of its fleet come from one address
            System.setProperty("brandstore.device.newcomers-per-client", "0");
        }
        SmallRyeConfig config = early();
        if (server) {
            ServerPorts.hand(
                    args,
                    config.getOptionalValue("brandstore.site.public-url", String.class)
                            .isPresent());
        }
        if (config.getOptionalValue(DATABASE_URL, String.class).isEmpty()) {
            Path folder = config.getOptionalValue("brandstore.site.data-directory", Path.class)
                    .orElse(Path.of("storage/data"));
            EmbeddedDatabase database = EmbeddedDatabase.open(folder, server);
            System.setProperty(DATABASE_URL, database.jdbcUrl());
            System.setProperty("brandstore.database.username", database.user());
            System.setProperty("brandstore.database.password", database.password());
            CountDownLatch ended = new CountDownLatch(1);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> awaitEnd(ended, database), "end-of-database"));
            Quarkus.run(CommandLineApplication.class, (status, failure) -> end(database, ended, status, failure), args);
        } else {
            Quarkus.run(CommandLineApplication.class, args);
        }
    }

    /** Called when the application has ended and holds no connection any more. */
    private static void end(EmbeddedDatabase database, CountDownLatch ended, int status, @Nullable Throwable failure) {
        database.close();
        ended.countDown();
        if (failure != null) {
            failure.printStackTrace();
        }
        System.exit(failure == null ? status : 1);
    }

    /**
     * Keeps the program from ending before {@link #end} has stopped the database: after a signal nothing else waits for that,
     * and on a busy machine the database was left running.
     */
    private static void awaitEnd(CountDownLatch ended, EmbeddedDatabase database) {
        try {
            if (!ended.await(LONGEST_END_SECONDS, TimeUnit.SECONDS)) {
                database.close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** System properties, environment and {@code config/application.properties}, as the application will read them. */
    private static SmallRyeConfig early() throws IOException {
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder().addDefaultSources();
        Path file = Path.of("config/application.properties");
        if (Files.exists(file)) {
            builder.withSources(new PropertiesConfigSource(file.toUri().toURL(), 260));
        }
        return builder.build();
    }
}
