package org.brandstore.device;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.brandstore.account.Actor;
import org.brandstore.database.Lock;
import org.brandstore.database.Locks;
import org.brandstore.event.Events;
import org.brandstore.event.change.DeviceChange;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.Architecture;
import org.brandstore.naming.KeyId;
import org.brandstore.naming.ModelName;
import org.brandstore.naming.SerialNumber;
import org.brandstore.naming.StoreId;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.jspecify.annotations.Nullable;

/** The devices that are known: those that got their serial here, and those that came with one their brand signed elsewhere. */
@ApplicationScoped
public class Devices {
    private static final String FIND = """
            select serial, device_key_id, registered_at, revoked_at is not null as revoked
            from device where brand_id = ?1 and model = ?2 and""";

    private final EntityManager database;
    private final Locks locks;
    private final Events events;
    private final Clock clock;

    Devices(EntityManager database, Locks locks, Events events, Clock clock) {
        this.locks = locks;
        this.database = database;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Adds a device, unless the serial or the key is known already for this model. Waits for whoever is just adding the
     * same, so that {@link #find} and {@link #findByKey} tell the truth afterwards.
     *
     * @return whether it was added
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public boolean add(DeviceRef device, KeyId deviceKey) {
        return at(device, """
                insert into device (brand_id, model, serial, device_key_id, registered_at)
                values (?1, ?2, ?3, ?4, ?5) on conflict do nothing""")
                        .setParameter(4, deviceKey.value())
                        .setParameter(5, clock.instant())
                        .executeUpdate()
                == 1;
    }

    /** Remembers the model with which a device opens a session. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void setModel(DeviceRef device, ShownModel model) {
        setModel(device, model, "(model_revision, store_id, architecture) is distinct from (?4, ?5, ?6)");
    }

    /** Remembers the model with which a device registered, until a session tells a fresher one. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void setFirstModel(DeviceRef device, ShownModel model) {
        setModel(device, model, "model_revision is null");
    }

    private void setModel(DeviceRef device, ShownModel model, String condition) {
        at(
                        device,
                        "update device set model_revision = ?4, store_id = ?5, architecture = ?6"
                                + " where brand_id = ?1 and model = ?2 and serial = ?3 and " + condition)
                .setParameter(4, model.revision())
                .setParameter(5, model.store().map(StoreId::value).orElse(null))
                .setParameter(6, model.architecture().map(Architecture::value).orElse(null))
                .executeUpdate();
    }

    /** The device, unchanged by others until the transaction ends. */
    @Transactional(Transactional.TxType.MANDATORY)
    public Optional<Device> lock(DeviceRef device) {
        return find(
                "serial = ?3" + locks.forUpdate(Lock.DEVICE),
                device.brand(),
                device.model(),
                device.serial().value());
    }

    /** The device of this model that proved to be this hardware. */
    @Transactional
    public Optional<Device> findByHardware(AccountId brand, ModelName model, KeyId hardware) {
        return find("hardware_key_id = ?3", brand, model, hardware.value());
    }

    /** Whether a device of the brand was revoked that has this key or showed to be this hardware, under whichever model. */
    @Transactional
    public boolean isRevoked(AccountId brand, KeyId deviceKey, Optional<KeyId> hardware) {
        String keyOrHardware = hardware.isEmpty()
                ? "device_key_id = ?2"
                : "(device_key_id = ?2 or hardware_key_id = ?3 or shown_hardware_key_id = ?3)";
        Query query = database.createNativeQuery(
                        "select 1 from device where brand_id = ?1 and revoked_at is not null and " + keyOrHardware
                                + " limit 1",
                        Integer.class)
                .setParameter(1, brand.value())
                .setParameter(2, deviceKey.value());
        hardware.ifPresent(key -> query.setParameter(3, key.value()));
        return !query.getResultList().isEmpty();
    }

    /**
     * Whether a device of the brand was revoked that had this serial, under whichever model, or one that people would take for
     * it: with other capitals, separators or leading zeros.
     */
    @Transactional
    public boolean isRevoked(AccountId brand, SerialNumber serial) {
        return !database.createNativeQuery(
                        "select 1 from device where brand_id = ?1 and serial_look(serial) = serial_look(?2)"
                                + " and revoked_at is not null limit 1",
                        Integer.class)
                .setParameter(1, brand.value())
                .setParameter(2, serial.value())
                .getResultList()
                .isEmpty();
    }

    /** Remembers which hardware a device showed to be without being asked; several may be the same. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void setShownHardware(DeviceRef device, KeyId hardware) {
        at(device, "update device set shown_hardware_key_id = ?4 where brand_id = ?1 and model = ?2 and serial = ?3")
                .setParameter(4, hardware.value())
                .executeUpdate();
    }

    /** Remembers which hardware a new device is. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void setHardware(DeviceRef device, KeyId hardware) {
        at(device, "update device set hardware_key_id = ?4 where brand_id = ?1 and model = ?2 and serial = ?3")
                .setParameter(4, hardware.value())
                .executeUpdate();
    }

    /**
     * Lets another key speak for a device.
     *
     * @throws StoreException {@link ErrorCode#CONFLICT} if that key has another serial of the model
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void replaceKey(DeviceRef device, KeyId deviceKey) {
        if (findByKey(device.brand(), device.model(), deviceKey)
                .filter(other -> !other.ref().equals(device))
                .isPresent()) {
            throw new StoreException(
                    ErrorCode.CONFLICT, "cannot give " + device + " another key: the key has another serial already");
        }
        at(device, "update device set device_key_id = ?4 where brand_id = ?1 and model = ?2 and serial = ?3")
                .setParameter(4, deviceKey.value())
                .executeUpdate();
    }

    @Transactional
    public Optional<Device> find(DeviceRef device) {
        return find(
                "serial = ?3", device.brand(), device.model(), device.serial().value());
    }

    /** The device of this model that has this key. */
    @Transactional
    public Optional<Device> findByKey(AccountId brand, ModelName model, KeyId deviceKey) {
        return find("device_key_id = ?3", brand, model, deviceKey.value());
    }

    /**
     * Locks a device out, on all replicas within moments. Its serial stays taken.
     *
     * @throws StoreException {@link ErrorCode#NOT_FOUND} if there is no such device
     */
    @Transactional
    public void revoke(DeviceRef device, String why, Actor actor) {
        if (setRevoked(device, clock.instant())) {
            events.record(actor.label(), new DeviceChange.Revoked(device.told(), why));
        }
    }

    /**
     * Lets a revoked device in again.
     *
     * @throws StoreException {@link ErrorCode#NOT_FOUND} if there is no such device
     */
    @Transactional
    public void restore(DeviceRef device, String why, Actor actor) {
        if (setRevoked(device, null)) {
            events.record(actor.label(), new DeviceChange.Restored(device.told(), why));
        }
    }

    /** Whether this changed anything. */
    private boolean setRevoked(DeviceRef device, @Nullable Instant at) {
        Device known =
                lock(device).orElseThrow(() -> new StoreException(ErrorCode.NOT_FOUND, "cannot find device " + device));
        if (known.revoked() == (at != null)) {
            return false;
        }
        at(
                        device,
                        "update device set revoked_at = cast(?4 as timestamptz) where brand_id = ?1 and model = ?2 and serial = ?3")
                .setParameter(4, at == null ? null : at.toString())
                .executeUpdate();
        return true;
    }

    private Query at(DeviceRef device, String sql) {
        return database.createNativeQuery(sql)
                .setParameter(1, device.brand().value())
                .setParameter(2, device.model().value())
                .setParameter(3, device.serial().value());
    }

    private Optional<Device> find(String condition, AccountId brand, ModelName model, String value) {
        List<?> rows = database.createNativeQuery(FIND + " " + condition, Tuple.class)
                .setParameter(1, brand.value())
                .setParameter(2, model.value())
                .setParameter(3, value)
                .getResultList();
        return rows.stream()
                .map(Tuple.class::cast)
                .findFirst()
                .map(row -> new Device(
                        new DeviceRef(brand, model, new SerialNumber(row.get("serial", String.class))),
                        new KeyId(row.get("device_key_id", String.class)),
                        row.get("registered_at", Instant.class),
                        row.get("revoked", Boolean.class)));
    }
}
