package org.brandstore.snap.fields;

import java.util.HashMap;
import java.util.Map;
import org.brandstore.snap.metadata.InterfaceEnd;
import org.brandstore.snap.yaml.YamlFields;

/** Checks what starts services besides the device's start: sockets, and names on a bus. */
final class Activation {
    private static final String FIELD = "activates-on";
    private static final String NETWORK_BIND = "network-bind";

    private final YamlFields apps;
    private final InterfaceEnds plugs;
    private final Map<String, InterfaceEnd> slots;
    private final Map<String, String> activated = new HashMap<>();

    /**
     * @param plugs all that the snap has, those that only apps list as well
     * @param slots those that the top of the file declares
     */
    Activation(YamlFields apps, InterfaceEnds plugs, Map<String, InterfaceEnd> slots) {
        this.apps = apps;
        this.plugs = plugs;
        this.slots = slots;
    }

    void check(String name, boolean classic) {
        YamlFields app = apps.fieldsOrNone(name);
        if (!classic && !app.fieldsOrNone("sockets").names().isEmpty() && !mayBind(app)) {
            throw app.wrong("sockets", "an app with sockets needs the plug network-bind");
        }
        String bus = AppFields.scope(app).equals("user") ? "session" : "system";
        for (String slot : app.texts(FIELD)) {
            InterfaceEnd end = slots.get(slot);
            if (end == null) {
                throw app.wrong(FIELD, "\"" + slot + "\" is no slot at the top of this file");
            }
            if (!end.interfaceName().equals("dbus")
                    || !bus.equals(end.attributes().get("bus"))) {
                throw app.wrong(FIELD, "slot \"" + slot + "\" must be of the interface dbus, with bus: " + bus);
            }
            String other = activated.putIfAbsent(slot, name);
            if (other != null && !other.equals(name)) {
                throw app.wrong(FIELD, "slot \"" + slot + "\" activates app \"" + other + "\" already");
            }
        }
    }

    /** A plug that no app or hook lists belongs to all apps. */
    private boolean mayBind(YamlFields app) {
        boolean has = app.texts("plugs").contains(NETWORK_BIND) || plugs.isOfAll(NETWORK_BIND);
        InterfaceEnd plug = plugs.all().get(NETWORK_BIND);
        return has && plug != null && plug.interfaceName().equals(NETWORK_BIND);
    }
}
