package org.brandstore.device;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.brandstore.event.StoreChanged;
import org.brandstore.event.Topic;

/** The devices whose sessions must not work any more, in memory: there are few of them, and every request asks. */
@ApplicationScoped
public class RevokedSerials {
    private final EntityManager database;
    private volatile Set<String> revoked = Set.of();

    RevokedSerials(EntityManager database) {
        this.database = database;
    }

    public boolean contains(DeviceRef device) {
        Set<String> present = revoked;
        return !present.isEmpty() && present.contains(device.toString());
    }

    @Transactional
    void start(@Observes StartupEvent event) {
        read();
    }

    @Transactional
    void changed(@Observes StoreChanged event) {
        if (event.topic() == Topic.DEVICES) {
            read();
        }
    }

    private void read() {
        List<?> rows = database.createNativeQuery(
                        "select brand_id || '/' || model || '/' || serial from device where revoked_at is not null",
                        String.class)
                .getResultList();
        revoked = rows.stream().map(String.class::cast).collect(Collectors.toUnmodifiableSet());
    }
}
