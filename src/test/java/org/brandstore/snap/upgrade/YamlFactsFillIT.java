package org.brandstore.snap.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.sql.SQLException;
import org.brandstore.naming.SnapId;
import org.brandstore.snap.metadata.YamlFactsColumn;
import org.brandstore.testing.DeviceWorld;
import org.brandstore.testing.PostgresTestResource;
import org.junit.jupiter.api.Test;

/** Revisions that an earlier release has made are shown as before, and get what they lack. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class YamlFactsFillIT {
    @Inject
    YamlFactsFill fill;

    @Inject
    DeviceWorld world;

    @Inject
    EntityManager database;

    @Test
    void anOldRowGetsWhatItsYamlSaysAndOneThatCannotBeReadHoldsUpNone() throws SQLException {
        DeviceWorld.Brand brand = world.brand();
        SnapId broken = old(brand, "aaa-broken", "apps: [");
        SnapId whole = old(brand, "zzz-whole", "apps: {run: {common-id: com.acme.run}}");
        fill.fill();
        assertThat(YamlFactsColumn.read(kept(whole)).commonIds()).containsExactly("com.acme.run");
        assertThat(kept(broken)).isNull();
        assertThat(fill.fill()).isZero();
    }

    private SnapId old(DeviceWorld.Brand brand, String name, String yaml) {
        SnapId snap = world.snap(brand, name);
        world.revision(brand, snap, name, 1);
        world.tamper("update snap_revision set yaml_facts = null, snap_yaml = ? where snap_id = ?", yaml, snap);
        return snap;
    }

    private String kept(SnapId snap) {
        return (String) database.createNativeQuery("select yaml_facts from snap_revision where snap_id = ?")
                .setParameter(1, snap.value())
                .getSingleResult();
    }
}
