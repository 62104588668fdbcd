package org.brandstore.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nobody but the store gets at its embedded database, and the store itself at no more than its tables. */
class EmbeddedDatabaseTest {
    private static final List<String> FORMER_TABLES = List.of(
            "create table thing (id bigserial primary key, at bigint generated always as identity, what text)",
            "insert into thing (what) values ('kept')",
            "create sequence lonely",
            "create view seen as select what from thing",
            "create table parted (id int) partition by range (id)",
            "create table parted_low partition of parted for values from (0) to (10)",
            "create type mood as enum ('good')",
            "create function one() returns int language sql as 'select 1'");

    @TempDir
    Path folder;

    private Path data() {
        return folder.resolve("data");
    }

    private static Connection connect(EmbeddedDatabase database) throws SQLException {
        return DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
    }

    private static String one(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            assertThat(row.next()).isTrue();
            return row.getString(1);
        }
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private void assertThatStrangersStayOut(EmbeddedDatabase database) throws IOException {
        for (String user : List.of("postgres", "brandstore", "root", System.getProperty("user.name"))) {
            for (String password : List.of("", "postgres", "0".repeat(48))) {
                assertThatThrownBy(() -> DriverManager.getConnection(database.jdbcUrl(), user, password))
                        .as(user)
                        .isInstanceOf(SQLException.class);
            }
        }
        assertThat(Files.readString(data().resolve("postgres/pg_hba.conf")))
                .contains("scram-sha-256")
                .doesNotContain("trust")
                .doesNotContain("peer");
        assertThat(mode(data().resolve("postgres"))).isEqualTo("rwx------");
        assertThat(mode(data().resolve("postgres-program"))).isEqualTo("rwx------");
        assertThat(mode(data().resolve("postgres.password"))).isEqualTo("rw-------");
        assertThat(mode(data().resolve("brandstore.password"))).isEqualTo("rw-------");
    }

    private static void assertThatTheStoreIsNoSuperuser(EmbeddedDatabase database) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            assertThat(one(connection, """
                    select concat(rolsuper, rolcreaterole, rolcreatedb, rolreplication, rolbypassrls)
                    from pg_roles where rolname = current_user""")).isEqualTo("fffff");
            for (String deed : List.of(
                    "copy (select 1) to program 'true'",
                    "select pg_read_file('/etc/passwd')",
                    "select rolpassword from pg_authid",
                    "alter role brandstore superuser",
                    "set role postgres")) {
                assertThatThrownBy(() -> statement.execute(deed))
                        .as(deed)
                        .isInstanceOfSatisfying(
                                SQLException.class,
                                e -> assertThat(e.getSQLState()).isEqualTo("42501"));
            }
        }
    }

    @Test
    void nobodyConnectsWithoutThePasswordAndTheStoreOwnsItsTablesOnly() throws IOException, SQLException {
        try (EmbeddedDatabase database = EmbeddedDatabase.open(data(), true)) {
            assertThatStrangersStayOut(database);
            assertThatTheStoreIsNoSuperuser(database);
            try (Connection connection = connect(database);
                    Statement statement = connection.createStatement()) {
                assertThat(Files.readAllLines(data().resolve("postgres/postmaster.pid"))
                                .get(4))
                        .as("the folder of its socket")
                        .isEmpty();
                assertThat(one(connection, "show listen_addresses")).isEqualTo("127.0.0.1");
                assertThat(one(connection, "show fsync")).isEqualTo("on");
                statement.execute("create table mine (id int)");
            }
        }
    }

    /** A cluster as initdb makes it with trust, of which the password was never set. */
    private EmbeddedPostgres former() throws IOException, SQLException {
        Files.createDirectories(data());
        EmbeddedPostgres former = EmbeddedPostgres.builder()
                .setDataDirectory(data().resolve("postgres"))
                .setOverrideWorkingDirectory(data().resolve("postgres-program").toFile())
                .setCleanDataDirectory(false)
                .setServerConfig("listen_addresses", "127.0.0.1")
                .start();
        try (Connection connection = DriverManager.getConnection(former.getJdbcUrl("postgres", "postgres"));
                Statement statement = connection.createStatement()) {
            for (String deed : FORMER_TABLES) {
                statement.execute(deed);
            }
        }
        return former;
    }

    private static void assertThatTheStoreHasWhatWasThere(EmbeddedDatabase database) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            assertThat(one(connection, "select what from thing")).isEqualTo("kept");
            for (String deed : List.of(
                    "insert into thing (what) values ('new')",
                    "alter table thing add column more text",
                    "alter table parted add column more text",
                    "alter sequence lonely restart",
                    "drop view seen",
                    "drop function one()",
                    "alter type mood add value 'bad'",
                    "create table later (id int)")) {
                statement.execute(deed);
            }
        }
    }

    @Test
    void aFolderThatTrustedEverybodyAsksForThePasswordFromItsNextStart() throws IOException, SQLException {
        former().close();
        Path planted = Files.createFile(data().resolve("postgres-program/planted"));

        try (EmbeddedDatabase database = EmbeddedDatabase.open(data(), true)) {
            assertThatStrangersStayOut(database);
            assertThatTheStoreIsNoSuperuser(database);
            assertThatTheStoreHasWhatWasThere(database);
            assertThat(planted).doesNotExist();
        }
    }

    @Test
    void aServerThatStillRunsAndTrustsEverybodyStopsDoingSo() throws IOException, SQLException {
        try (EmbeddedPostgres former = former();
                EmbeddedDatabase database = EmbeddedDatabase.open(data(), false)) {
            assertThat(database.jdbcUrl()).contains(":" + former.getPort() + "/");
            assertThatTheStoreIsNoSuperuser(database);
            assertThatTheStoreHasWhatWasThere(database);
            for (String user : List.of("postgres", "brandstore")) {
                assertThatThrownBy(() -> DriverManager.getConnection(database.jdbcUrl(), user, "wrong"))
                        .isInstanceOf(SQLException.class);
            }
        }
    }

    /** As from a backup, or by hand: the copy must never work on what it was copied from, nor stop it. */
    @Test
    void aCopyOfARunningFolderIsADatabaseOfItsOwn() throws IOException, SQLException, InterruptedException {
        Path copied = data().resolveSibling("copied");
        try (EmbeddedDatabase first = EmbeddedDatabase.open(data(), true)) {
            int copy = new ProcessBuilder("cp", "-a", data().toString(), copied.toString())
                    .inheritIO()
                    .start()
                    .waitFor();
            assertThat(copy).isZero();

            try (EmbeddedDatabase second = EmbeddedDatabase.open(copied, true)) {
                assertThat(second.jdbcUrl()).isNotEqualTo(first.jdbcUrl());
            }

            try (Connection connection = DriverManager.getConnection(first.jdbcUrl(), first.user(), first.password())) {
                assertThat(connection.isValid(5)).isTrue();
            }
        }
    }

    @Test
    void othersMayNotWriteToTheDataFolder() throws IOException {
        Files.createDirectories(data());
        Files.setPosixFilePermissions(data(), PosixFilePermissions.fromString("rwxrwxrwx"));

        EmbeddedDatabase.open(data(), true).close();

        assertThat(mode(data())).isEqualTo("rwxr-xr-x");
    }
}
