package org.brandstore.snap.delta;

import io.quarkus.runtime.configuration.MemorySize;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;

/** The defaults, but for the program, its limits and the directory. */
record DeltaConfigs(String program, long memoryBytes, Duration time, Path directory) implements DeltaConfig {
    static DeltaConfigs of(Path directory) {
        return new DeltaConfigs("xdelta3", 512L << 20, Duration.ofMinutes(5), directory);
    }

    DeltaConfigs withProgram(Path script) {
        return new DeltaConfigs(script.toString(), memoryBytes, time, directory);
    }

    DeltaConfigs withTime(Duration other) {
        return new DeltaConfigs(program, memoryBytes, other, directory);
    }

    DeltaConfigs withMemory(long bytes) {
        return new DeltaConfigs(program, bytes, time, directory);
    }

    @Override
    public boolean enabled() {
        return true;
    }

    @Override
    public Duration keep() {
        return Duration.ofDays(14);
    }

    @Override
    public int largestPercent() {
        return 70;
    }

    @Override
    public MemorySize largestFile() {
        return size(2L << 30);
    }

    @Override
    public MemorySize smallestFile() {
        return size(64 << 10);
    }

    @Override
    public int sources() {
        return 16;
    }

    @Override
    public MemorySize memory() {
        return size(memoryBytes);
    }

    private static MemorySize size(long bytes) {
        return new MemorySize(BigInteger.valueOf(bytes));
    }
}
