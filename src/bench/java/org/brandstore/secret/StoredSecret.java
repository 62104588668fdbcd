package org.brandstore.secret;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Reads a secret of a server that is not running, as that server would. */
public final class StoredSecret {
    private StoredSecret() {}

    /** @param name such as {@code device-session} */
    public static byte[] read(Connection database, Path masterKeyFile, String name) throws SQLException {
        Sealer sealer = new Sealer(new MasterKeyFile(masterKeyFile)::read, new SecureRandom());
        try (PreparedStatement query = database.prepareStatement("select sealed from server_secret where name = ?")) {
            query.setString(1, name);
            try (ResultSet rows = query.executeQuery()) {
                if (!rows.next()) {
                    throw new IllegalStateException("the server has no secret " + name + " yet");
                }
                return sealer.open(rows.getBytes(1), "server-secret/" + name);
            }
        }
    }
}
