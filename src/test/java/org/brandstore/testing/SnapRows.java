package org.brandstore.testing;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.brandstore.account.Person;
import org.brandstore.account.PersonId;
import org.brandstore.account.Role;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.Revision;
import org.brandstore.naming.SnapId;
import org.brandstore.naming.StoreId;
import org.brandstore.store.BrandStore;

/**
 * Rows that releases are about, for tests that are not about how these come to be: each call makes new ones with names
 * of their own, so that tests share a database without meeting.
 */
@ApplicationScoped
public class SnapRows {
    private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");

    private final EntityManager database;
    private final AtomicInteger last = new AtomicInteger();

    SnapRows(EntityManager database) {
        this.database = database;
    }

    /** A store of a new brand. */
    public BrandStore store() {
        int number = last.incrementAndGet();
        AccountId brand = new AccountId("brand-" + number);
        account(brand);
        return storeOf(brand);
    }

    /** One more store of a brand. */
    public BrandStore storeOf(AccountId brand) {
        StoreId id = new StoreId("store" + last.incrementAndGet());
        run("insert into store (id, brand_id, name, created_at) values (?1, ?2, ?3, ?4)", id, brand, "Store " + id, AT);
        return new BrandStore(id, brand, "Store " + id, java.util.Optional.empty());
    }

    /** Somebody with these roles in the store. */
    public Person person(BrandStore store, Role... roles) {
        int number = last.incrementAndGet();
        UUID id = UUID.randomUUID();
        String email = "person" + number + "@example.org";
        AccountId own = new AccountId("person" + number);
        run(
                "insert into account (id, kind, display_name, username, validation, created_at)"
                        + " values (?1, 'person', ?1, ?1, 'unproven', ?2)",
                own,
                AT);
        run(
                "insert into person (id, own_account_id, account_id, email, display_name, created_at)"
                        + " values (?1, ?2, ?3, ?4, ?5, ?6)",
                id,
                own,
                store.brand(),
                email,
                "Person " + number,
                AT);
        for (Role role : roles) {
            run("insert into membership values (?1, ?2, ?3)", id, store.id(), role.wireName());
        }
        return new Person(new PersonId(id), own, store.brand(), email, "Person " + number, true, false);
    }

    /** A snap without revisions. */
    public SnapId snap(BrandStore store) {
        int number = last.incrementAndGet();
        SnapId id = new SnapId(("snap" + number + "x".repeat(32)).substring(0, 32));
        run(
                "insert into snap (id, name, store_id, brand_id, publisher_id, created_at) values (?1, ?2, ?3, ?4, ?5, ?6)",
                id,
                "snap-" + number,
                store.id(),
                store.brand(),
                store.brand(),
                AT);
        return id;
    }

    /** The next revision of the snap, of grade stable, strictly confined, version {@code 1.N}. */
    public Revision revision(SnapId snap, Person uploader, String... architectures) {
        return revision(snap, uploader, new Contents(List.of(architectures), List.of("network"), List.of(), 1_000));
    }

    /** What tests choose about a revision. */
    public record Contents(List<String> architectures, List<String> plugs, List<String> slots, long size) {}

    public Revision revision(SnapId snap, Person uploader, Contents contents) {
        return QuarkusTransaction.requiringNew().call(() -> {
            int number = (Integer) database.createNativeQuery(
                            "update snap set last_revision = last_revision + 1 where id = ?1 returning last_revision")
                    .setParameter(1, snap.value())
                    .getSingleResult();
            run(
                    "insert into snap_revision (snap_id, revision, sha3_384, size, version, type, architectures, base,"
                            + " epoch, confinement, grade, snap_yaml, plugs, slots, uploaded_by, created_at)"
                            + " values (?1, ?2, ?3, ?4, ?5, 'app', cast(?6 as text[]), 'core24', ?7, 'strict', 'stable',"
                            + " 'name: x', cast(?8 as text[]), cast(?9 as text[]), ?10, ?11)",
                    snap,
                    number,
                    String.format("%096x", number),
                    contents.size(),
                    "1." + number,
                    array(contents.architectures()),
                    "{\"read\":[0],\"write\":[0]}",
                    array(contents.plugs()),
                    array(contents.slots()),
                    uploader.id().value(),
                    AT);
            return new Revision(number);
        });
    }

    /** Runs one statement in its own transaction, or in the present one. Names are bound as their text. */
    public void run(String sql, Object... parameters) {
        QuarkusTransaction.joiningExisting().run(() -> {
            var query = database.createNativeQuery(sql);
            for (int i = 0; i < parameters.length; i++) {
                Object value = parameters[i];
                boolean basic = value instanceof UUID || value instanceof Number || value instanceof Instant;
                query.setParameter(i + 1, basic ? value : value.toString());
            }
            query.executeUpdate();
        });
    }

    private void account(AccountId id) {
        run("insert into account values (?1, ?2, ?3, 'verified', ?4)", id, "Brand " + id, id, AT);
    }

    private static String array(List<String> items) {
        return "{" + String.join(",", Arrays.asList(items.toArray(String[]::new))) + "}";
    }
}
