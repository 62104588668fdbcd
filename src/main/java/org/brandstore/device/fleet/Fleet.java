package org.brandstore.device.fleet;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.brandstore.device.DeviceIdentity;
import org.brandstore.device.DeviceRef;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.Channel;
import org.brandstore.naming.KeyId;
import org.brandstore.naming.ModelName;
import org.brandstore.naming.Revision;
import org.brandstore.naming.SerialNumber;
import org.brandstore.naming.SnapId;
import org.brandstore.naming.StoreId;
import org.jspecify.annotations.Nullable;

/** What is known of a brand's devices from their check-ins. */
@ApplicationScoped
public class Fleet {
    /** The most devices that one page holds. */
    public static final int MAX_PAGE = 1_000;

    private final EntityManager database;

    Fleet(EntityManager database) {
        this.database = database;
    }

    /** How many devices whose models name this store follow a channel of a snap. */
    @Transactional
    public long devicesTracking(SnapId snap, Channel channel, StoreId store) {
        return count("""
                select count(distinct (s.brand_id, s.model, s.serial)) from device_snap s
                join device_place d on d.brand_id = s.brand_id and d.model = s.model and d.serial = s.serial
                where s.snap_id = ?1 and d.store_id = ?2 and s.tracking_channel = ?3""", snap.value(), store.value(), channel.toString());
    }

    /** How many devices whose models name this store run a revision of a snap. */
    @Transactional
    public long devicesRunning(SnapId snap, Revision revision, StoreId store) {
        return count("""
                select count(distinct (s.brand_id, s.model, s.serial)) from device_snap s
                join device_place d on d.brand_id = s.brand_id and d.model = s.model and d.serial = s.serial
                where s.snap_id = ?1 and d.store_id = ?2 and s.revision = ?3""", snap.value(), store.value(), revision.value());
    }

    /** How many devices a brand has. */
    @Transactional
    public long devices(AccountId brand) {
        return count("select count(*) from device where brand_id = ?1", brand.value());
    }

    /**
     * Devices whose signed models name a store, by model and serial.
     *
     * @param after the last device of the page before; empty for the first page
     * @param limit at most {@value #MAX_PAGE}
     */
    @Transactional
    public List<DeviceFile> ofStore(AccountId brand, StoreId store, Optional<DeviceRef> after, int limit) {
        return files(
                "and (d.model, d.serial) > (?3, ?4) order by d.model, d.serial limit ?5",
                brand,
                store,
                after.map(device -> device.model().value()).orElse(""),
                after.map(device -> device.serial().value()).orElse(""),
                Math.min(limit, MAX_PAGE));
    }

    /** A device whose signed model names this store. */
    @Transactional
    public Optional<DeviceFile> find(DeviceRef device, StoreId store) {
        return files(
                        "and d.model = ?3 and d.serial = ?4",
                        device.brand(),
                        store,
                        device.model().value(),
                        device.serial().value())
                .stream()
                .findFirst();
    }

    /** @param more what follows in the query; its parameters are numbered from 3 */
    private List<DeviceFile> files(String more, AccountId brand, StoreId store, Object... parameters) {
        var query = database.createNativeQuery("""
                select d.model, d.serial, k.device_key_id, k.registered_at, d.last_seen_at, d.architecture,
                    d.revoked_at is not null as revoked
                from device_place d
                join device k on k.brand_id = d.brand_id and k.model = d.model and k.serial = d.serial
                where d.brand_id = ?1 and d.store_id = ?2
                """ + more, Tuple.class)
                .setParameter(1, brand.value())
                .setParameter(2, store.value());
        for (int i = 0; i < parameters.length; i++) {
            query.setParameter(i + 3, parameters[i]);
        }
        List<?> rows = query.getResultList();
        return rows.stream()
                .map(Tuple.class::cast)
                .map(row -> new DeviceFile(
                        new DeviceIdentity(
                                brand,
                                new ModelName(row.get("model", String.class)),
                                new SerialNumber(row.get("serial", String.class)),
                                store,
                                new KeyId(row.get("device_key_id", String.class)),
                                row.get("registered_at", Instant.class)),
                        Optional.ofNullable(row.get("architecture", String.class)),
                        Optional.ofNullable(row.get("last_seen_at", Instant.class)),
                        row.get("revoked", Boolean.class)))
                .toList();
    }

    /** What a device said it runs when it last told, by instance key. */
    @Transactional
    public List<InstalledSnap> installed(DeviceRef device) {
        List<?> rows = database.createNativeQuery("""
                        select instance_key, snap_id, revision, tracking_channel, refreshed_at,
                            array_to_string(held_by, E'\\n') as held
                        from device_snap where brand_id = ?1 and model = ?2 and serial = ?3 order by instance_key""", Tuple.class)
                .setParameter(1, device.brand().value())
                .setParameter(2, device.model().value())
                .setParameter(3, device.serial().value())
                .getResultList();
        return rows.stream()
                .map(Tuple.class::cast)
                .map(row -> new InstalledSnap(
                        row.get("instance_key", String.class),
                        row.get("snap_id", String.class),
                        row.get("revision", Integer.class),
                        row.get("tracking_channel", String.class),
                        row.get("refreshed_at", String.class),
                        holders(row.get("held", String.class))))
                .toList();
    }

    private static List<String> holders(@Nullable String lines) {
        return lines == null ? List.of() : Arrays.asList(lines.split("\n"));
    }

    private long count(String sql, Object... parameters) {
        var query = database.createNativeQuery(sql, Long.class);
        for (int i = 0; i < parameters.length; i++) {
            query.setParameter(i + 1, parameters[i]);
        }
        return (Long) query.getSingleResult();
    }
}
