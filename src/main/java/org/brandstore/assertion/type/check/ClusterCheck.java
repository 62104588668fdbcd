package org.brandstore.assertion.type.check;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionType;
import org.brandstore.assertion.type.field.Fields;
import org.brandstore.assertion.type.field.NameRule;

/** The rules of {@code cluster} (assertions.md 3.21). */
final class ClusterCheck {
    private static final List<String> STATES = List.of("clustered", "evacuated", "removed");

    private ClusterCheck() {}

    static void check(Assertion assertion) {
        Fields fields = Fields.of(assertion, AssertionType.CLUSTER);
        fields.nonEmpty("cluster-id");
        fields.integer("sequence", 1);
        Set<String> deviceIds = checkDevices(fields);
        Set<String> names = new HashSet<>();
        for (Fields entry : fields.maps("subclusters")) {
            String name = entry.nonEmpty("name");
            if (!names.add(name)) {
                throw entry.refuse("name", "must be unique, but " + Fields.quoted(name) + " is listed twice");
            }
            checkSubcluster(entry.at(" of subcluster " + Fields.quoted(name)), deviceIds);
        }
    }

    /** The numbers of the devices, as texts. */
    private static Set<String> checkDevices(Fields fields) {
        Set<String> ids = new HashSet<>();
        for (Fields device : fields.maps("devices")) {
            String id = Integer.toString(device.integer("id", 1));
            if (!ids.add(id)) {
                throw device.refuse("id", "must be unique, but " + id + " is listed twice");
            }
            device.named("device", NameRule.DEVICE_ID);
            device.texts("addresses");
        }
        return ids;
    }

    private static void checkSubcluster(Fields subcluster, Set<String> deviceIds) {
        for (String id : subcluster.texts("devices")) {
            if (!deviceIds.contains(id)) {
                throw subcluster.refuse("devices", "must list ids of devices above, not " + Fields.quoted(id));
            }
        }
        for (Fields snap : subcluster.maps("snaps")) {
            snap.oneOf("state", STATES);
            snap.named("instance", NameRule.SNAP_INSTANCE);
            snap.named("channel", NameRule.CHANNEL);
        }
    }
}
