package org.brandstore.database;

import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.PersistenceException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hibernate.StaleStateException;
import org.jspecify.annotations.Nullable;

/** What kind of failure of the database an exception tells of. The states are those of PostgreSQL, appendix A. */
public enum DatabaseTrouble {
    /** It cannot be reached, or took too long: the same request may work later. */
    AWAY,
    /** Somebody else was at the same at the same time: done anew, it works or is told what has become of it. */
    CLASH,
    /** It cannot keep what was sent, now or ever. */
    UNKEEPABLE,
    /** Anything else; the program is at fault. */
    FAULT;

    private static final int MOST_CAUSES = 20;
    /** Zero characters, times too far away, and texts too long for an index or a notification. */
    private static final Set<String> UNKEEPABLES = Set.of("22021", "22P05", "22008", "22023", "54000", "22001");
    /** Serialisation, deadlock, what is final (the guards of the tables), and what is there already or no more. */
    private static final Set<String> CLASHES = Set.of("40001", "40P01", "23000", "23503", "23505", "P0001");
    /** A lock that was not to be had in time; a session that was ended for its idleness. */
    private static final Set<String> SLOW = Set.of("55P03", "25P03", "25P04");

    /** Empty if it is not about the database. */
    public static Optional<DatabaseTrouble> of(Throwable e) {
        if (causes(e).anyMatch(DatabaseTrouble::isStale)) {
            return Optional.of(CLASH);
        }
        Optional<DatabaseTrouble> told = causes(e)
                .filter(SQLException.class::isInstance)
                .map(cause -> ofState(((SQLException) cause).getSQLState()))
                .findFirst();
        return told.or(() -> causes(e)
                .filter(PersistenceException.class::isInstance)
                .map(cause -> AWAY)
                .findFirst());
    }

    /** A pool that has no connection gives no state. */
    private static DatabaseTrouble ofState(@Nullable String state) {
        if (state == null || state.isEmpty() || SLOW.contains(state)) {
            return AWAY;
        }
        if (CLASHES.contains(state)) {
            return CLASH;
        }
        if (UNKEEPABLES.contains(state)) {
            return UNKEEPABLE;
        }
        return isAway(state) ? AWAY : FAULT;
    }

    /** Classes of states: 08 connection, 53 resources, 57 operator. */
    private static boolean isAway(String state) {
        return state.startsWith("08") || state.startsWith("53") || state.startsWith("57");
    }

    private static boolean isStale(Throwable cause) {
        return cause instanceof OptimisticLockException || cause instanceof StaleStateException;
    }

    private static Stream<Throwable> causes(Throwable e) {
        return Stream.<Throwable>iterate(e, cause -> cause != null, Throwable::getCause)
                .limit(MOST_CAUSES);
    }
}
