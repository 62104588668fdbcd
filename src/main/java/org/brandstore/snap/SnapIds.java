package org.brandstore.snap;

import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.util.Map;
import org.brandstore.assertion.AssertionDatabase;
import org.brandstore.assertion.AssertionRef;
import org.brandstore.assertion.AssertionType;
import org.brandstore.authority.RandomIds;
import org.brandstore.database.Lock;
import org.brandstore.naming.SnapId;
import org.brandstore.naming.SnapName;

/**
 * Draws the ids of snaps. Devices have the ids of the system's own snaps built in: an image with a graded model cannot be
 * built, nor its seed be read, if {@code snapd} has another one. So these names get these ids, as long as nobody has them.
 */
@ApplicationScoped
class SnapIds {
    private static final Map<String, String> BUILT_IN = Map.of(
            "snapd", "PMrrV4ml8uWuEUDBT8dSGnKUYbevVhc4",
            "core", "99T7MUlRhtI3U0QFgl5mXXESAiSwt776",
            "core18", "CSO04Jhav2yK0uz97cr0ipQRyqg0qQL6",
            "core20", "DLqre5XGLbDqg9jPtiAhRRjDuPVa5X1q",
            "core22", "amcUKQILKXHHTlmSa7NMdnXSx02dNeeT",
            "core24", "dwTAh7MZZ01zyriOZErqd1JynQLiOGvM");

    private final SnapRepository rows;
    private final AssertionDatabase assertions;
    private final SecureRandom random;

    SnapIds(SnapRepository rows, AssertionDatabase assertions, SecureRandom random) {
        this.rows = rows;
        this.assertions = assertions;
        this.random = random;
    }

    /** An id that no snap has, for a snap of this name; within the transaction that makes the snap. */
    SnapId next(SnapName name) {
        String builtIn = BUILT_IN.get(name.value());
        return builtIn != null && isFree(builtIn) ? new SnapId(builtIn) : new SnapId(RandomIds.next(random));
    }

    /** A declaration without a snap of ours was signed elsewhere and imported; ours must not take its place. */
    private boolean isFree(String id) {
        rows.lock(Lock.SNAP_ID, id);
        return rows.findByIdOptional(id).isEmpty()
                && assertions
                        .find(AssertionRef.of(AssertionType.SNAP_DECLARATION, "16", id))
                        .isEmpty();
    }
}
