package org.brandstore.snap.file;

import java.util.Set;
import java.util.regex.Pattern;
import org.brandstore.naming.NameRules;
import org.brandstore.snap.yaml.YamlFields;

/** Checks the structure of a {@code meta/gadget.yaml}: volumes with one boot loader among them, defaults, connections. */
final class GadgetYaml {
    static final String PATH = "meta/gadget.yaml";

    private static final Pattern VOLUME_NAME = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9-]+");
    private static final Set<String> BOOT_LOADERS = Set.of("grub", "u-boot", "android-boot", "piboot", "lk");
    private static final Set<String> SCHEMAS = Set.of("mbr", "gpt", "emmc");

    private GadgetYaml() {}

    static void check(YamlFields gadget) {
        YamlFields volumes = gadget.fieldsOrNone("volumes");
        int bootLoaders = 0;
        for (String name : volumes.names()) {
            YamlFields volume = volumes.fields(name).orElseThrow(() -> volumes.wrong(name, "the volume is empty"));
            if (!VOLUME_NAME.matcher(name).matches()) {
                throw volumes.wrong(name, "the name of a volume must be two or more letters, digits and dashes");
            }
            requireOneOf(volume, "schema", SCHEMAS);
            requireOneOf(volume, "bootloader", BOOT_LOADERS);
            bootLoaders += isPresent(volume, "bootloader") ? 1 : 0;
            volume.listOfFields("structure");
        }
        if (!volumes.names().isEmpty() && bootLoaders != 1) {
            throw gadget.wrong("volumes", bootLoaders + " volumes name a bootloader; exactly one must");
        }
        checkDefaults(gadget.fieldsOrNone("defaults"));
        for (YamlFields connection : gadget.listOfFields("connections")) {
            connection.requireText("plug");
        }
    }

    private static void checkDefaults(YamlFields defaults) {
        for (String snap : defaults.names()) {
            if (!snap.equals("system") && !NameRules.isSnapId(snap)) {
                throw defaults.wrong(snap, "defaults are for \"system\" or for a snap id of 32 letters and digits");
            }
            defaults.fields(snap).ifPresent(values -> values.names().forEach(values::plain));
        }
    }

    private static void requireOneOf(YamlFields volume, String field, Set<String> allowed) {
        if (isPresent(volume, field) && !allowed.contains(volume.requireText(field))) {
            throw volume.wrong(field, "it must be one of " + String.join(", ", Ordered.copyOf(allowed)));
        }
    }

    private static boolean isPresent(YamlFields volume, String field) {
        return volume.text(field).filter(text -> !text.isEmpty()).isPresent();
    }
}
