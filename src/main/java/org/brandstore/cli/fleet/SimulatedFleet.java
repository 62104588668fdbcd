package org.brandstore.cli.fleet;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Many devices at once. Steps run on a few threads, so that a laptop can play a fleet. */
final class SimulatedFleet {
    private final List<SimulatedDevice> devices;
    private final ProgressLines board;
    private final int threads;

    SimulatedFleet(List<SimulatedDevice> devices, ProgressLines board, int threads) {
        this.devices = List.copyOf(devices);
        this.board = board;
        this.threads = threads;
    }

    int size() {
        return devices.size();
    }

    SimulatedDevice any() {
        return devices.getFirst();
    }

    /** One thing that every device does. */
    interface Step {
        void run(SimulatedDevice device);
    }

    /** Lets every device do a step and shows how far they are; the first failure ends it. */
    void all(String what, Step step) {
        AtomicInteger done = new AtomicInteger();
        List<Callable<Void>> tasks = new ArrayList<>();
        for (SimulatedDevice device : devices) {
            tasks.add(() -> {
                step.run(device);
                board.progress(what, done.incrementAndGet(), devices.size());
                return null;
            });
        }
        run(tasks);
    }

    /** Every device polls once; how many changed something. */
    int poll() {
        AtomicInteger changed = new AtomicInteger();
        List<Callable<Void>> tasks = new ArrayList<>();
        for (SimulatedDevice device : devices) {
            tasks.add(() -> {
                if (!device.poll().isEmpty()) {
                    changed.incrementAndGet();
                }
                return null;
            });
        }
        run(tasks);
        return changed.get();
    }

    /** How many devices run a version of a snap. */
    int running(String snap, String version) {
        return (int) devices.stream()
                .filter(device -> device.find(snap)
                        .filter(installed -> installed.version().equals(version))
                        .isPresent())
                .count();
    }

    private void run(List<Callable<Void>> tasks) {
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            for (Future<Void> task : pool.invokeAll(tasks)) {
                task.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
