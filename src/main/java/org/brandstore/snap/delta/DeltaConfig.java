package org.brandstore.snap.delta;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.nio.file.Path;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** How deltas are made. */
@ConfigMapping(prefix = "brandstore.delta")
public interface DeltaConfig {
    /** Whether deltas are made and offered. */
    @WithDefault("true")
    boolean enabled();

    /** The program: a name to be looked up in {@code PATH}, or a path. Without it, or without {@code prlimit}, the store runs without deltas. */
    @WithDefault("xdelta3")
    @NotBlank String program();

    /** A delta is kept if it is smaller than this many percent of the whole file. */
    @WithDefault("70")
    @Min(1) @Max(99) int largestPercent();

    /** No deltas are made of files larger than this. */
    @WithDefault("2G")
    MemorySize largestFile();

    /** No deltas are made to files smaller than this: they are not worth the trouble. */
    @WithDefault("64K")
    MemorySize smallestFile();

    /** From how many revisions at most deltas to one revision are made, the ones on most devices first. */
    @WithDefault("16")
    @Min(1) @Max(1000) int sources();

    /** How long a delta stays after the last time that a device ran its source while a channel offered its target. */
    @WithDefault("P14D")
    @DurationMin(days = 1)
    Duration keep();

    /** How much memory the program may use. */
    @WithDefault("512M")
    MemorySize memory();

    /** How long the program may run for one delta. */
    @WithDefault("PT15M")
    Duration time();

    /** Local directory for files on their way; made if it is missing. */
    @WithDefault("${brandstore.site.data-directory:storage/data}/delta")
    Path directory();
}
