package org.brandstore.snap.gadget;

import java.util.List;
import java.util.Optional;
import org.brandstore.naming.NameRules;
import org.brandstore.snap.kernel.KernelArgument;
import org.brandstore.snap.yaml.YamlFields;

/**
 * Reads a {@code meta/gadget.yaml} and checks what a device checks before it installs a gadget, as far as that does not
 * depend on the device's model (snapd, gadget/gadget.go and gadget/validate.go).
 */
public final class GadgetYaml {
    public static final String PATH = "meta/gadget.yaml";

    private GadgetYaml() {}

    /** @throws org.brandstore.problem.StoreException INVALID_SNAP, with what is wrong and where */
    public static Gadget read(YamlFields gadget) {
        List<Assignment> assignments = Assignment.readAll(gadget);
        checkDefaults(gadget.section("defaults"));
        List<Connection> connections = gadget.listOfFields("connections").stream()
                .map(Connection::read)
                .toList();
        YamlFields commandLine = gadget.section("kernel-cmdline");
        List<KernelArgument> appended = arguments(commandLine, "append");
        patterns(commandLine, "allow");
        boolean removes = patterns(commandLine, "remove");
        YamlFields all = gadget.section("volumes");
        List<Volume> volumes =
                all.names().stream().map(name -> VolumeReader.read(all, name)).toList();
        if (!volumes.isEmpty()) {
            checkVolumes(gadget, volumes);
            Assignment.check(gadget, assignments, volumes);
        }
        return new Gadget(
                volumes,
                assignments,
                connections,
                appended,
                removes || !commandLine.parsedItems("append").isEmpty());
    }

    private static void checkVolumes(YamlFields gadget, List<Volume> volumes) {
        volumes.forEach(volume -> VolumeRules.check(gadget, volume));
        long bootLoaders = volumes.stream()
                .filter(volume -> !volume.bootLoader().isEmpty())
                .count();
        if (bootLoaders != 1) {
            throw gadget.wrong("volumes", bootLoaders + " volumes name a bootloader; exactly one must");
        }
        RoleRules.check(gadget, volumes);
    }

    private static void checkDefaults(YamlFields defaults) {
        for (String snap : defaults.names()) {
            if (!snap.equals("system") && !NameRules.isSnapId(snap)) {
                throw defaults.wrong(snap, "defaults are for \"system\" or for a snap id of 32 letters and digits");
            }
            defaults.fields(snap).ifPresent(values -> values.names().forEach(values::plain));
        }
    }

    private static List<KernelArgument> arguments(YamlFields commandLine, String field) {
        return commandLine.parsedItems(field).stream()
                .flatMap(Optional::stream)
                .map(text -> single(commandLine, field, text))
                .toList();
    }

    /** @return whether there are any */
    private static boolean patterns(YamlFields commandLine, String field) {
        List<Optional<String>> items = commandLine.parsedItems(field);
        items.stream().flatMap(Optional::stream).forEach(text -> {
            if (!single(commandLine, field, text).isPattern()) {
                throw commandLine.wrong(
                        field, "the value of \"" + text + "\" has one of *?[]\\{}; it must be * alone, or in quotes");
            }
        });
        return !items.isEmpty();
    }

    private static KernelArgument single(YamlFields commandLine, String field, String text) {
        return KernelArgument.parse(text)
                .orElseThrow(() -> commandLine.wrong(
                        field,
                        "\"" + text + "\" must be one argument of the kernel; put each into an item of its own, and"
                                + " values with blanks into quotes"));
    }
}
