package org.brandstore.device;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.brandstore.event.DerivedState;
import org.brandstore.event.change.StoreChanged;
import org.brandstore.event.change.Topic;

/** The devices whose sessions must not work any more, in memory: there are few of them, and every request asks. */
@ApplicationScoped
public class RevokedSerials implements DerivedState {
    /** Between brand and key: unlike the name of a device, that has no slash. */
    private static final String KEY = " key ";

    private final EntityManager database;
    private volatile Set<String> revoked = Set.of();

    RevokedSerials(EntityManager database) {
        this.database = database;
    }

    /** Whether the device was revoked, under this name or under another with the same key. */
    public boolean contains(DeviceIdentity device) {
        Set<String> present = revoked;
        return !present.isEmpty()
                && (present.contains(device.ref().toString())
                        || present.contains(device.brand() + KEY + device.deviceKey()));
    }

    @Override
    public String name() {
        return "revoked-serials";
    }

    @Override
    public boolean concerns(StoreChanged change) {
        return change.topic() == Topic.DEVICES;
    }

    @Override
    @Transactional
    public void read() {
        List<?> rows = database.createNativeQuery(
                        "select unnest(array[brand_id || '/' || model || '/' || serial, brand_id || ?1 || device_key_id])"
                                + " from device where revoked_at is not null",
                        String.class)
                .setParameter(1, KEY)
                .getResultList();
        revoked = rows.stream().map(String.class::cast).collect(Collectors.toUnmodifiableSet());
    }
}
