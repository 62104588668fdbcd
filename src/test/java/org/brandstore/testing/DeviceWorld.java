package org.brandstore.testing;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.brandstore.account.Actor;
import org.brandstore.account.onboarding.BrandOnboarding;
import org.brandstore.account.onboarding.NewBrand;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.HeaderValue;
import org.brandstore.assertion.Headers;
import org.brandstore.authority.Authority;
import org.brandstore.authority.ResourceFile;
import org.brandstore.blob.BlobId;
import org.brandstore.blob.BlobStore;
import org.brandstore.catalog.read.Catalogs;
import org.brandstore.device.DeviceIdentity;
import org.brandstore.device.session.TestSessions;
import org.brandstore.model.Models;
import org.brandstore.model.SerialPolicy;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.Channel;
import org.brandstore.naming.KeyId;
import org.brandstore.naming.ModelName;
import org.brandstore.naming.Revision;
import org.brandstore.naming.SerialNumber;
import org.brandstore.naming.SnapId;
import org.brandstore.naming.SnapName;
import org.brandstore.naming.StoreId;
import org.brandstore.store.NewStore;
import org.brandstore.store.Stores;
import org.brandstore.update.Policies;

/** Brands with stores, models, snaps and devices, for tests of what devices get. Every brand is a new one. */
@ApplicationScoped
public class DeviceWorld {
    private static final Actor ACTOR = Actor.system("test");
    private static final String EPOCH = "{\"read\":[0],\"write\":[0]}";

    private final BrandOnboarding onboarding;
    private final Stores stores;
    private final Models models;
    private final Authority authority;
    private final BlobStore blobs;
    private final EntityManager database;
    private final Catalogs catalogs;
    private final Policies policies;
    private final TestSessions sessions;
    private final Clock clock;
    private final AtomicInteger last = new AtomicInteger();

    DeviceWorld(
            BrandOnboarding onboarding,
            Stores stores,
            Models models,
            Authority authority,
            BlobStore blobs,
            EntityManager database,
            Catalogs catalogs,
            Policies policies,
            TestSessions sessions,
            Clock clock) {
        this.onboarding = onboarding;
        this.stores = stores;
        this.models = models;
        this.authority = authority;
        this.blobs = blobs;
        this.database = database;
        this.catalogs = catalogs;
        this.policies = policies;
        this.sessions = sessions;
        this.clock = clock;
    }

    /** A brand with a store and a person who uploads. */
    public record Brand(AccountId id, StoreId store, UUID person) {}

    /** A snap file with what is in it. */
    public record SnapFile(SnapId snap, SnapName name, int revision, BlobId blob, byte[] bytes) {}

    public Brand brand() {
        int number = last.incrementAndGet();
        AccountId id = onboarding
                .create(
                        new NewBrand(new AccountId("dw-brand-" + number), "Brand " + number, "dw-brand-" + number),
                        ACTOR)
                .account()
                .id();
        UUID person = UUID.randomUUID();
        run(
                "insert into person (id, account_id, email, display_name, created_at) values (?1, ?2, ?3, ?4, now())",
                person,
                id,
                "dw" + number + "@example.org",
                "Person " + number);
        return new Brand(id, store(id), person);
    }

    /** One more store of a brand. */
    public StoreId store(AccountId brand) {
        StoreId store = new StoreId("dwstore" + last.incrementAndGet());
        stores.create(new NewStore(store, brand, "Store " + store), ACTOR);
        return store;
    }

    /** A model signed by the brand that names a store. */
    public Assertion model(AccountId brand, String name, StoreId store) {
        Assertion model = models.sign(
                brand,
                Headers.builder()
                        .put("model", name)
                        .put("architecture", "amd64")
                        .put("base", "core18")
                        .put("gadget", "some-gadget")
                        .put("kernel", "some-kernel")
                        .put("store", store.value())
                        .build(),
                ACTOR);
        models.setSerialPolicy(brand, new ModelName(name), SerialPolicy.AUTOMATIC, ACTOR);
        return model;
    }

    /** A snap that no store offers yet, with its declaration. */
    public SnapId snap(Brand brand, String name) {
        SnapId id = new SnapId(("DwSnap" + last.incrementAndGet() + "x".repeat(32)).substring(0, 32));
        snap(brand, id, name);
        return id;
    }

    public void snap(Brand brand, SnapId id, String name) {
        run(
                "insert into snap (id, name, store_id, brand_id, publisher_id, private, summary, created_at)"
                        + " values (?1, ?2, ?3, ?4, ?4, false, 'A snap for tests', now())",
                id,
                name,
                brand.store(),
                brand.id());
        QuarkusTransaction.requiringNew()
                .run(() -> authority.issueSnapDeclaration(
                        id, new SnapName(name), brand.id(), Headers.builder().build()));
    }

    /** Shows a snap in a store, to all models or to these. */
    public void offer(StoreId store, SnapId snap, String... models) {
        if (models.length == 0) {
            run("insert into store_snap (store_id, snap_id) values (?1, ?2)", store, snap);
        } else {
            run(
                    "insert into store_snap (store_id, snap_id, models) values (?1, ?2, cast(?3 as text[]))",
                    store,
                    snap,
                    "{" + String.join(",", models) + "}");
        }
    }

    public SnapFile revision(Brand brand, SnapId snap, String name, int revision) {
        return revision(brand, snap, name, revision, EPOCH);
    }

    /** A revision with its file and its assertion, released nowhere. */
    public SnapFile revision(Brand brand, SnapId snap, String name, int revision, String epoch) {
        byte[] bytes = (name + " " + revision + " of " + snap + " ").repeat(300).getBytes(StandardCharsets.UTF_8);
        return revision(brand, snap, name, revision, epoch, bytes);
    }

    /** A revision that is the same file as another one. */
    public SnapFile revision(Brand brand, SnapId snap, String name, int revision, SnapFile same) {
        return revision(brand, snap, name, revision, EPOCH, same.bytes());
    }

    public SnapFile revision(Brand brand, SnapId snap, String name, int revision, String epoch, byte[] bytes) {
        BlobId blob = blobs.put(new ByteArrayInputStream(bytes), bytes.length);
        run(
                "insert into snap_revision (snap_id, revision, sha3_384, size, version, type, architectures, base, epoch,"
                        + " confinement, grade, summary, snap_yaml, plugs, slots, uploaded_by, created_at)"
                        + " values (?1, ?2, ?3, ?4, ?5, 'app', '{amd64}', 'core18', ?6, 'strict', 'stable', 'From the file',"
                        + " ?7, '{}', '{}', ?8, now())",
                snap,
                revision,
                blob.digest().hex(),
                blob.size(),
                "1." + revision,
                epoch,
                "name: " + name + "\nversion: '1." + revision + "'\napps:\n  " + name + ":\n    command: bin/x\n",
                brand.person());
        QuarkusTransaction.requiringNew()
                .run(() -> authority.issueSnapRevision(
                        snap, new Revision(revision), blob.digest(), blob.size(), brand.id(), "global-upload"));
        return new SnapFile(snap, new SnapName(name), revision, blob, bytes);
    }

    /** A component file with its assertions that goes with a revision of the snap. */
    public SnapFile component(Brand brand, SnapId snap, int snapRevision, String name, int revision) {
        byte[] bytes = (name + " " + revision + " of " + snap + " ").repeat(200).getBytes(StandardCharsets.UTF_8);
        BlobId blob = blobs.put(new ByteArrayInputStream(bytes), bytes.length);
        run(
                "insert into snap_resource values (?1, ?2, ?3) on conflict (snap_id, name) do update set last_revision = ?3",
                snap,
                name,
                revision);
        run(
                "insert into resource_revision values (?1, ?2, ?3, ?4, ?5, 'standard', ?6, 'global-upload', ?7, now())"
                        + " on conflict do nothing",
                snap,
                name,
                revision,
                blob.digest().hex(),
                blob.size(),
                "1." + revision,
                brand.person());
        run("insert into resource_pair values (?1, ?2, ?3, ?4, now())", snap, snapRevision, name, revision);
        ResourceFile file =
                new ResourceFile(snap, new SnapName(name), new Revision(revision), blob.digest(), blob.size());
        QuarkusTransaction.requiringNew().run(() -> {
            authority.issueSnapResourceRevision(file, brand.id(), "global-upload");
            authority.issueSnapResourcePair(file, new Revision(snapRevision), brand.id(), "global-upload");
        });
        return new SnapFile(snap, new SnapName(name), revision, blob, bytes);
    }

    /**
     * A validation set of the brand.
     *
     * @param snaps each {@code name id presence} and perhaps the revision
     */
    public void validationSet(Brand brand, String name, int sequence, String... snaps) {
        List<HeaderValue> entries = new ArrayList<>();
        for (String snap : snaps) {
            String[] parts = snap.split(" ", -1);
            Map<String, HeaderValue> entry = new TreeMap<>();
            entry.put("name", HeaderValue.text(parts[0]));
            entry.put("id", HeaderValue.text(parts[1]));
            entry.put("presence", HeaderValue.text(parts[2]));
            if (parts.length > 3) {
                entry.put("revision", HeaderValue.text(parts[3]));
            }
            entries.add(HeaderValue.entries(entry));
        }
        QuarkusTransaction.requiringNew().run(() -> authority.issueValidationSet(brand.id(), name, sequence, entries));
    }

    /** Says again what a snap may do, with further headers. */
    public void declare(Brand brand, SnapId snap, String name, Headers extra) {
        QuarkusTransaction.requiringNew()
                .run(() -> authority.issueSnapDeclaration(snap, new SnapName(name), brand.id(), extra));
    }

    /** Lets a gating snap accept a revision of another one, or take that back. */
    public void validate(Brand brand, SnapId gating, SnapId gated, int revision, boolean revoked) {
        QuarkusTransaction.requiringNew()
                .run(() -> authority.issueValidation(brand.id(), gating, gated, new Revision(revision), revoked));
    }

    public void release(SnapId snap, String channel, int revision) {
        Channel full = Channel.parse(channel);
        String branch = full.findBranch().map(Object::toString).orElse("");
        run(
                "insert into track (snap_id, name, created_at) values (?1, ?2, now()) on conflict do nothing",
                snap,
                full.track());
        run(
                "insert into channel_pointer values (?1, 'amd64', ?2, ?3, ?4, ?5, now(), null)"
                        + " on conflict (snap_id, architecture, track, risk, branch) do update set revision = ?5,"
                        + " released_at = now()",
                snap,
                full.track(),
                full.risk().wireName(),
                branch,
                revision);
        run(
                "insert into channel_history (snap_id, architecture, track, risk, branch, revision, at)"
                        + " values (?1, 'amd64', ?2, ?3, ?4, ?5, now())",
                snap,
                full.track(),
                full.risk().wireName(),
                branch,
                revision);
    }

    /** A session of a device, without proof. */
    public String session(AccountId brand, String model, StoreId store) {
        return sessions.open(new DeviceIdentity(
                brand,
                new ModelName(model),
                new SerialNumber("dw-serial-" + last.incrementAndGet()),
                store,
                new KeyId("k".repeat(64)),
                clock.instant()));
    }

    /** Makes what was changed by hand visible to devices. */
    public void publish() {
        catalogs.rebuild();
        policies.read();
    }

    /** Runs one statement that the database would refuse otherwise: as if a disk or an operator had spoilt a record. */
    public void tamper(String sql, Object... parameters) {
        QuarkusTransaction.requiringNew().run(() -> {
            run("set local session_replication_role = replica");
            run(sql, parameters);
        });
    }

    /** Runs one statement. Names are bound as their text. */
    public void run(String sql, Object... parameters) {
        QuarkusTransaction.joiningExisting().run(() -> {
            var query = database.createNativeQuery(sql);
            for (int i = 0; i < parameters.length; i++) {
                Object value = parameters[i];
                boolean plain = value instanceof Number || value instanceof UUID;
                query.setParameter(i + 1, plain ? value : value.toString());
            }
            query.executeUpdate();
        });
    }
}
