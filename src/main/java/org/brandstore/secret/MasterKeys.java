package org.brandstore.secret;

import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.site.SiteConfig;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Finds the master key of this server, or makes it at the very first start. */
@Singleton
class MasterKeys implements Supplier<MasterKey> {
    private static final Logger LOG = Logger.getLogger(MasterKeys.class);

    private final MasterKeyConfig config;
    private final Path file;
    private final DataSource database;
    private final SealedElsewhere elsewhere;
    private final SecureRandom random;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable MasterKey loaded;

    MasterKeys(
            MasterKeyConfig config,
            SiteConfig site,
            DataSource database,
            SealedElsewhere elsewhere,
            SecureRandom random) {
        this.config = config;
        this.file = config.masterKeyFile().orElseGet(() -> site.dataDirectory().resolve("master.key"));
        this.database = database;
        this.elsewhere = elsewhere;
        this.random = random;
    }

    @Override
    public MasterKey get() {
        MasterKey key = loaded;
        if (key != null) {
            return key;
        }
        lock.lock();
        try {
            key = loaded;
            if (key == null) {
                key = load();
                loaded = key;
            }
            return key;
        } finally {
            lock.unlock();
        }
    }

    private MasterKey load() {
        if (config.masterKey().isPresent()) {
            return MasterKey.parse(config.masterKey().get(), "brandstore.signing.master-key");
        }
        MasterKeyFile keyFile = new MasterKeyFile(file);
        if (keyFile.exists()) {
            return keyFile.read();
        }
        if (somethingIsSealed()) {
            throw new StoreException(
                    ErrorCode.MISCONFIGURED,
                    "cannot find master key file " + file + ": the database holds keys that only it can open; restore"
                            + " it from your backup, or set brandstore.signing.master-key");
        }
        MasterKey key = keyFile.create(random);
        LOG.infof("made the master key: file=%s, back it up apart from the database", file);
        return key;
    }

    private boolean somethingIsSealed() {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select exists (select from server_secret)")) {
            rows.next();
            return rows.getBoolean(1) || elsewhere.isAnything(connection);
        } catch (SQLException e) {
            throw new StoreException(ErrorCode.UNAVAILABLE, "cannot read the database: " + e.getMessage(), e);
        }
    }
}
