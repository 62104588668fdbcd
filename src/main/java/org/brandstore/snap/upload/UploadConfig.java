package org.brandstore.snap.upload;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What a file may be that developers upload. */
@ConfigMapping(prefix = "brandstore.upload")
public interface UploadConfig {
    /** The largest file, in bytes. */
    @WithDefault("8589934592")
    long maxBytes();

    /**
     * How long an uploaded file waits for somebody to say which snap it is. Uploads carry no credential; the tools say it
     * right after.
     */
    @WithDefault("PT1H")
    Duration unclaimedTtl();

    /** How many bytes of files may wait so; more uploads are refused until some are claimed or expire. */
    @WithDefault("68719476736")
    long maxUnclaimedBytes();

    /** How many files one replica receives at the same time. */
    @WithDefault("100")
    int maxParallel();

    /**
     * How many bytes of files one replica may be receiving at once: what the folder or volume that they wait in can hold.
     * An upload that would go beyond it is refused, whoever sends it.
     */
    @WithDefault("16G")
    MemorySize maxBytesInFlight();
}
