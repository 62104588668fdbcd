package org.brandstore.api.door;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** What one client may take of the server, so that no few of them take all. For IPv6 a client is a /64. */
@ConfigMapping(prefix = "brandstore.door")
public interface DoorConfig {
    /** How many connections all clients together may have to one replica. 0 for no limit. */
    @WithDefault("16384")
    @Min(0) @Max(1_000_000) int connections();

    /**
     * How many connections one client may have. 0 for no limit. Behind {@code brandstore.login.proxies} connections are
     * those of the proxies, so there only their open requests are counted by client.
     */
    @WithDefault("1024")
    @Min(0) @Max(1_000_000) int connectionsPerClient();

    /** How many requests one client may have open at once, those of devices with a session aside. 0 for no limit. */
    @WithDefault("128")
    @Min(0) @Max(1_000_000) int requestsPerClient();

    /** How many requests one device with a session may have open at once, wherever they come from. 0 for no limit. */
    @WithDefault("32")
    @Min(0) @Max(1_000_000) int requestsPerDevice();

    /** How many files one client may be sending at once. 0 for no limit. */
    @WithDefault("50")
    @Min(0) @Max(1_000_000) int uploadsPerClient();

    /** How many requests for serials and request ids may be open at once; those beyond it are told to come again. */
    @WithDefault("2048")
    @Min(1) @Max(1_000_000) int registrations();

    /** How many requests that are for people and their tools (console, publishing, administration) may be open at once. */
    @WithDefault("1024")
    @Min(1) @Max(1_000_000) int people();

    /** How many bodies of more than 1 MiB, files aside, are received at once. */
    @WithDefault("32")
    @Min(1) @Max(1_000) int largeBodies();

    /** How many bytes of a body must come, and of an answer must be read, in each second. */
    @WithDefault("1K")
    MemorySize leastRate();

    /** How long a body or the reading of an answer may lag behind that rate. */
    @WithDefault("PT5S")
    Duration patience();
}
