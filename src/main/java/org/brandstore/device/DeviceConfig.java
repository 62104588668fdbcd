package org.brandstore.device;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.Optional;

/** How long devices' tokens last and how much of their news is kept in memory. */
@ConfigMapping(prefix = "brandstore.device")
public interface DeviceConfig {
    /** How long a device session lasts at most; each one ends up to a tenth earlier, so that a fleet does not renew all at once. */
    @WithDefault("P1D")
    Duration sessionLifetime();

    /** How long after it was handed out a nonce can open a session. */
    @WithDefault("PT5M")
    Duration nonceLifetime();

    /** How long after it was handed out a request id can be used to ask for a serial. A request that waits for a decision does not expire. */
    @WithDefault("PT1H")
    Duration requestIdLifetime();

    /** How many serials are signed at the same time; further requests wait for their turn. */
    @WithDefault("4")
    @Min(1) @Max(256) int serialsAtOnce();

    /** How long a request for a serial waits for its turn before the device is told to come again. */
    @WithDefault("PT20S")
    Duration serialPatience();

    /** How many devices of one model can wait for somebody to decide about their serials. */
    @WithDefault("100000")
    @Min(1) int serialsWaiting();

    /**
     * How many devices that the store does not know one client may bring within the time below, to each replica; for IPv6 a
     * client is a /64. Devices of a model with an API key do not count. 0 for no limit.
     */
    @WithDefault("600")
    @Min(0) @Max(1_000_000) int newcomersPerClient();

    /** The time that the limit above is about. */
    @WithDefault("PT10M")
    Duration newcomersWithin();

    /** How many check-ins, offers and downloads, of 4 KiB each on average, are kept in memory until they reach the database; when it is full, the newest are dropped. */
    @WithDefault("20000")
    @Min(1) int checkInQueue();

    /** How many devices' last check-ins, and as many last offers, are remembered, at 50 to 100 bytes each, so that the same again soon writes nothing. */
    @WithDefault("200000")
    @Min(1) @Max(100_000_000) int checkInMemory();

    /** How exactly is known when a device was last seen: one that asks again sooner, and runs what it ran, writes nothing. */
    @WithDefault("PT5M")
    Duration lastSeenPrecision();

    /**
     * How many refresh requests of one device are answered within a minute; those beyond it get 429, which sends the device
     * away until its next regular time. 0 for no limit.
     */
    @WithDefault("600")
    @Min(0) @Max(1_000_000) int refreshesPerMinute();

    /**
     * How many other requests of one device (for assertions, files, searches) are answered within a minute. An update asks
     * about seven times for each snap. 0 for no limit.
     */
    @WithDefault("3000")
    @Min(0) @Max(1_000_000) int requestsPerMinute();

    /**
     * How many offers, downloads and reports of one device are noted within a minute; those beyond it are answered, and not
     * noted. 0 for no limit.
     */
    @WithDefault("300")
    @Min(0) @Max(1_000_000) int eventsPerMinute();

    /**
     * How long requests may wait before they are looked at until the server counts as overloaded: then refresh requests that
     * nobody waits for get 429 at once, when it is twice as long all refresh requests do, and when it is four times as long
     * everything else that devices ask.
     */
    @WithDefault("PT1S")
    Duration shedAfter();

    /**
     * How many requests that may have to wait for the database or the object storage are worked on at once: all but refresh
     * requests of devices with a session, which are answered from memory. Those beyond it get 429. Requests without a session,
     * such as those of image builders, can have half of the places.
     */
    @WithDefault("400")
    @Min(2) @Max(100_000) int requestsAtOnce();

    /**
     * How much memory bodies of requests, with what is made of them, and large answers take at once, at least 8 MiB; a
     * request beyond it gets 429. An eighth of the largest heap if absent.
     */
    Optional<MemorySize> bodiesInMemory();
}
