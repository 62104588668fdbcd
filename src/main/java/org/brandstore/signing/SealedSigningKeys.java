package org.brandstore.signing;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.brandstore.secret.SealedElsewhere;

/** Private keys that only the master key opens. */
@Singleton
class SealedSigningKeys implements SealedElsewhere {
    @Override
    public boolean isAnything(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("select exists (select from signing_key where sealed is not null)")) {
            rows.next();
            return rows.getBoolean(1);
        }
    }
}
