package org.brandstore.snap.fields;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.brandstore.naming.Architecture;
import org.brandstore.naming.InvalidNameException;
import org.brandstore.naming.SnapName;
import org.brandstore.snap.metadata.Confinement;
import org.brandstore.snap.metadata.Grade;
import org.brandstore.snap.metadata.InterfaceEnd;
import org.brandstore.snap.metadata.Ordered;
import org.brandstore.snap.metadata.SnapApp;
import org.brandstore.snap.metadata.SnapComponent;
import org.brandstore.snap.metadata.SnapMetadata;
import org.brandstore.snap.metadata.SnapType;
import org.brandstore.snap.rule.LicenseExpression;
import org.brandstore.snap.yaml.YamlFields;

/** Reads a {@code meta/snap.yaml} and checks what a device checks before it installs, so that no revision gets in that none can use. */
public final class SnapYaml {
    public static final String PATH = "meta/snap.yaml";

    private static final int MAX_TITLE = 40;
    private static final SnapName NO_BASE = new SnapName("none");
    private static final Pattern FEATURE =
            Pattern.compile("[a-z0-9]+(?:-[a-z0-9]+)*+|snapd[1-9][0-9]*(?:\\.[0-9]+)*+|isa-.+");
    private static final int LONGEST_FEATURE = 128;
    /** Those that snaps are or may be built for; a misspelt one would reach no device, without a word. */
    private static final Set<String> ARCHITECTURES = Set.of(
            "all", "amd64", "arm64", "armel", "armhf", "i386", "loong64", "powerpc", "ppc64el", "riscv64", "s390x");

    /** Released core snaps have plugs and slots of these names; devices rename the plugs. */
    private static final Set<String> RENAMED_ON_CORE = Set.of("core-support", "network-bind");

    private final YamlFields fields;

    private SnapYaml(YamlFields fields) {
        this.fields = fields;
    }

    public static SnapMetadata read(YamlFields fields) {
        return new SnapYaml(fields).read();
    }

    private SnapMetadata read() {
        SnapName name = FieldRules.name(fields, "name", fields.requireText("name"));
        SnapType type = type(name);
        InterfaceEnds plugs = new InterfaceEnds(fields, "plugs");
        InterfaceEnds slots = new InterfaceEnds(fields, "slots");
        Map<String, InterfaceEnd> declaredSlots = Map.copyOf(slots.all());
        Map<String, SnapApp> apps = apps(name, plugs, slots);
        Set<String> hooks = HookFields.read(fields, plugs, slots);
        HookRules.check(type, hooks);
        Map<String, SnapComponent> components = ComponentFields.read(fields, type, plugs);
        checkEnds(name, type, plugs.all(), slots.all());
        Activation activation = new Activation(fields.fieldsOrNone("apps"), plugs, declaredSlots);
        boolean classic = confinement() == Confinement.CLASSIC;
        apps.keySet().forEach(app -> activation.check(app, classic));
        StructureFields.check(fields, name);
        return new SnapMetadata(
                name,
                FieldRules.version(fields, fields.requireText("version")),
                type,
                architectures(),
                base(type, apps, hooks),
                EpochFields.read(fields),
                confinement(),
                enumerated("grade", fields.text("grade").filter(text -> !text.isEmpty()), Grade::find, Grade.STABLE),
                FieldRules.prose(fields, "title", MAX_TITLE),
                FieldRules.prose(fields, "summary", ComponentFields.MAX_SUMMARY),
                FieldRules.prose(fields, "description", ComponentFields.MAX_DESCRIPTION),
                license(),
                plugs.all(),
                slots.all(),
                apps,
                hooks,
                components,
                FieldRules.provenance(fields),
                assumes(),
                commonIds(apps),
                StructureFields.links(fields));
    }

    /** Whatever it says of itself, the snap of that name is snapd. */
    private SnapType type(SnapName name) {
        SnapType type = enumerated("type", fields.parsed("type"), SnapType::find, SnapType.APP);
        return name.value().equals("snapd") ? SnapType.SNAPD : type;
    }

    private Confinement confinement() {
        return enumerated("confinement", fields.parsed("confinement"), Confinement::find, Confinement.STRICT);
    }

    private <E extends Enum<E>> E enumerated(
            String field, Optional<String> said, Function<String, Optional<E>> find, E otherwise) {
        return said.map(text -> find.apply(text)
                        .orElseThrow(() -> fields.wrong(
                                field,
                                "it must be one of "
                                        + Arrays.stream(otherwise
                                                        .getDeclaringClass()
                                                        .getEnumConstants())
                                                .map(e -> e.name().toLowerCase(Locale.ROOT))
                                                .collect(Collectors.joining(", ")))))
                .orElse(otherwise);
    }

    private List<Architecture> architectures() {
        Set<Architecture> all = new LinkedHashSet<>();
        for (String text : fields.texts("architectures")) {
            if (!ARCHITECTURES.contains(text)) {
                throw fields.wrong(
                        "architectures",
                        "\"" + text + "\" is none of " + String.join(", ", Ordered.copyOf(ARCHITECTURES)));
            }
            all.add(architecture(text));
        }
        return all.isEmpty() ? List.of(new Architecture("all")) : List.copyOf(all);
    }

    private Architecture architecture(String text) {
        try {
            return new Architecture(text);
        } catch (InvalidNameException e) {
            throw fields.wrong("architectures", e.getMessage() == null ? "invalid" : e.getMessage());
        }
    }

    private Optional<SnapName> base(SnapType type, Map<String, SnapApp> apps, Set<String> hooks) {
        Optional<SnapName> base =
                fields.text("base").filter(text -> !text.isEmpty()).map(text -> FieldRules.name(fields, "base", text));
        if (base.isPresent() && !base.get().equals(NO_BASE) && (type == SnapType.OS || type == SnapType.BASE)) {
            throw fields.wrong("base", "a snap of type " + type.wireName() + " cannot have a base other than none");
        }
        if (isNone(base) && !(apps.isEmpty() && hooks.isEmpty())) {
            throw fields.wrong("base", "a snap with apps or hooks needs a base other than none");
        }
        return base;
    }

    /** Whether the snap says that it needs no root file system, so that nothing in it can run. */
    public static boolean isNone(Optional<SnapName> base) {
        return base.filter(NO_BASE::equals).isPresent();
    }

    private Optional<String> license() {
        Optional<String> license = fields.text("license").filter(text -> !text.isEmpty());
        if (license.isPresent() && !LicenseExpression.isValid(license.get())) {
            throw fields.wrong("license", LicenseExpression.hint());
        }
        return license;
    }

    private Map<String, SnapApp> apps(SnapName snap, InterfaceEnds plugs, InterfaceEnds slots) {
        YamlFields all = fields.section("apps");
        Map<String, SnapApp> apps = new TreeMap<>();
        Map<String, String> aliases = new HashMap<>();
        for (String name : all.names()) {
            SnapApp app = AppFields.read(all, name, snap);
            plugs.addListed(app.plugs());
            slots.addListed(app.slots());
            apps.put(name, app);
            for (String alias : all.fieldsOrNone(name).texts("aliases")) {
                String other = aliases.putIfAbsent(alias, name);
                if (other != null) {
                    throw all.wrong(name + ".aliases", "\"" + alias + "\" is an alias of \"" + other + "\" already");
                }
            }
        }
        AppOrder.check(all, apps);
        return apps;
    }

    private void checkEnds(
            SnapName name, SnapType type, Map<String, InterfaceEnd> plugs, Map<String, InterfaceEnd> slots) {
        boolean core = type == SnapType.OS && name.value().equals("core");
        for (String plug : plugs.keySet()) {
            if (slots.containsKey(plug) && !(core && RENAMED_ON_CORE.contains(plug))) {
                throw fields.wrong("plugs." + plug, "a slot has the same name");
            }
        }
        if (type == SnapType.GADGET) {
            GpioSlots.clash(slots.values()).ifPresent(slot -> {
                throw fields.wrong("slots." + slot.name(), "another slot has some of these lines of the same chip");
            });
        }
    }

    private List<String> assumes() {
        List<String> assumes = new ArrayList<>(fields.texts("assumes"));
        for (String feature : assumes) {
            if (feature.length() > LONGEST_FEATURE || !FEATURE.matcher(feature).matches()) {
                throw fields.wrong("assumes", "\"" + feature + "\" is no name of a feature");
            }
        }
        assumes.sort(null);
        return assumes;
    }

    private List<String> commonIds(Map<String, SnapApp> apps) {
        Set<String> ids = new TreeSet<>();
        for (SnapApp app : apps.values()) {
            app.commonId().filter(id -> !ids.add(id)).ifPresent(id -> {
                throw fields.wrong("apps." + app.name() + ".common-id", "another app has the same");
            });
        }
        return List.copyOf(ids);
    }
}
