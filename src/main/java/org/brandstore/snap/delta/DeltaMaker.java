package org.brandstore.snap.delta;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import org.brandstore.blob.BlobStore;
import org.brandstore.database.Chores;
import org.brandstore.database.EachAlone;
import org.jboss.logging.Logger;

/** Works off the deltas that are wanted, one at a time on each replica. Without the program there are no deltas. */
@ApplicationScoped
public class DeltaMaker {
    private static final Logger LOG = Logger.getLogger(DeltaMaker.class);

    private final Deltas deltas;
    private final DeltaConfig config;
    private final EachAlone<DeltaTask> each;
    private final Xdelta3 program;
    private final DeltaWorkshop workshop;
    private volatile Standing standing = new Standing(false, "not looked for yet");

    DeltaMaker(Deltas deltas, BlobStore blobs, DeltaConfig config, Chores chores) {
        this.deltas = deltas;
        this.config = config;
        this.each = chores.resting("write down what came of making a delta");
        this.program = new Xdelta3(config.program(), config.memory().asLongValue(), config.time());
        this.workshop = new DeltaWorkshop(program, blobs, config);
    }

    /**
     * Whether deltas are made here.
     *
     * @param detail what makes them, or why they are not made
     */
    public record Standing(boolean working, String detail) {}

    void start(@Observes StartupEvent event) {
        look();
        if (standing.working()) {
            LOG.infof("deltas are made: program=%s", standing.detail());
        } else {
            LOG.warnf("deltas are not made, devices get whole files: reason=%s", standing.detail());
        }
    }

    public Standing standing() {
        return standing;
    }

    /**
     * Makes the delta that most devices wait for.
     *
     * @return whether there was one
     */
    public boolean workOne() {
        if (!standing.working()) {
            return false;
        }
        Optional<DeltaTask> task = deltas.take();
        task.ifPresent(wanted -> each.attempt(wanted, given -> deltas.finish(given, make(given))));
        return task.isPresent();
    }

    /** Whatever goes wrong with one is written down with it, and the next has its turn. */
    private DeltaOutcome make(DeltaTask wanted) {
        try {
            return workshop.make(wanted);
        } catch (RuntimeException e) {
            LOG.errorf(e, "cannot make a delta: delta=%s", wanted);
            return new DeltaOutcome.Failed(String.valueOf(e.getMessage()));
        }
    }

    private void look() {
        standing = config.enabled()
                ? program.version()
                        .map(version -> new Standing(true, "xdelta3 " + version))
                        .orElseGet(() -> new Standing(false, config.program() + ", or prlimit, does not run here"))
                : new Standing(false, "switched off by brandstore.delta.enabled");
    }
}
