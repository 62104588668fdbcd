package org.brandstore.secret;

import java.sql.Connection;
import java.sql.SQLException;

/** Tells whether a later feature has something sealed in its tables; that feature answers. */
@FunctionalInterface
public interface SealedElsewhere {
    /** @throws SQLException if the database cannot be read */
    boolean isAnything(Connection connection) throws SQLException;
}
