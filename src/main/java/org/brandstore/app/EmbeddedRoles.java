package org.brandstore.app;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.jboss.logging.Logger;

/**
 * The roles of the embedded PostgreSQL. The store works as one that owns its tables and nothing else: what a fault in it lets
 * somebody say to the database reaches neither the server's files nor its programs, as a superuser does.
 */
final class EmbeddedRoles {
    /** Makes the store's role and keeps it small; used for nothing else. */
    static final String SUPERUSER = "postgres";

    static final String STORE = "brandstore";
    private static final String DATABASE = "postgres";
    private static final Logger LOG = Logger.getLogger(EmbeddedRoles.class);

    /** Hands over what an earlier version made as the superuser. Sequences of columns follow their tables by themselves. */
    private static final String TAKE_OVER = """
            do $$
            declare
                thing record;
            begin
                for thing in
                    select format('alter %s %s owner to brandstore',
                            case c.relkind when 'v' then 'view' when 'm' then 'materialized view' when 'S' then 'sequence'
                                else 'table' end,
                            c.oid::regclass) as deed
                    from pg_class c
                    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'S')
                        and c.relowner <> 'brandstore'::regrole
                        and not exists (select 1 from pg_depend d where d.objid = c.oid
                            and (d.deptype = 'e' or c.relkind = 'S' and d.deptype in ('a', 'i')))
                    union all
                    select format('alter routine %s owner to brandstore', p.oid::regprocedure)
                    from pg_proc p
                    where p.pronamespace = 'public'::regnamespace and p.proowner <> 'brandstore'::regrole
                        and not exists (select 1 from pg_depend d where d.objid = p.oid and d.deptype = 'e')
                    union all
                    select format('alter type %s owner to brandstore', t.oid::regtype)
                    from pg_type t
                    where t.typnamespace = 'public'::regnamespace and t.typtype in ('e', 'd')
                        and t.typowner <> 'brandstore'::regrole
                loop
                    execute thing.deed;
                end loop;
            end $$""";

    private EmbeddedRoles() {}

    /**
     * Makes sure that there is the store's role with this password, that it owns what the store keeps, and may do nothing
     * else.
     */
    static void establish(int port, String superuserPassword, String storePassword) throws SQLException {
        try (Connection connection = connect(port, SUPERUSER, superuserPassword)) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute("do $$ begin if not exists (select 1 from pg_roles where rolname = 'brandstore') then"
                        + " create role brandstore; end if; end $$");
                statement.execute("alter role brandstore login nosuperuser nocreatedb nocreaterole noreplication"
                        + " nobypassrls password '" + storePassword + "'");
                statement.execute("alter role " + SUPERUSER + " password '" + superuserPassword + "'");
                statement.execute("revoke connect, temporary on database " + DATABASE + " from public");
                statement.execute("alter database " + DATABASE + " owner to brandstore");
                statement.execute(TAKE_OVER);
            }
            connection.commit();
        }
    }

    /** Makes the running server read who may connect. */
    static void reload(int port, String superuserPassword) throws SQLException {
        try (Connection connection = connect(port, SUPERUSER, superuserPassword);
                Statement statement = connection.createStatement()) {
            statement.execute("select pg_reload_conf()");
        }
    }

    /** Whether a server answers there to this role. */
    static boolean answers(int port, String role, String password) {
        try (Connection connection = connect(port, role, password)) {
            return connection.isValid(5);
        } catch (SQLException e) {
            LOG.debugf("no embedded PostgreSQL answers %s on port %d: %s", role, port, e.getMessage());
            return false;
        }
    }

    static String url(int port) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + DATABASE;
    }

    private static Connection connect(int port, String role, String password) throws SQLException {
        Properties login = new Properties();
        login.setProperty("user", role);
        login.setProperty("password", password);
        login.setProperty("connectTimeout", "5");
        return DriverManager.getConnection(url(port), login);
    }
}
