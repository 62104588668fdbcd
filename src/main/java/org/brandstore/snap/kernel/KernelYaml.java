package org.brandstore.snap.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.brandstore.snap.yaml.YamlFields;

/** Reads a {@code meta/kernel.yaml}: the files of a kernel that gadgets put into their partitions. */
public final class KernelYaml {
    public static final String PATH = "meta/kernel.yaml";

    private static final Pattern ASSET = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9-]*");
    private static final Set<String> MODULES = Set.of("", "$SNAP_DATA", "${SNAP_DATA}");
    private static final String REFERENCE = "$kernel:";
    private static final String UP = "..";

    private KernelYaml() {}

    /**
     * Reads and checks it as a device does.
     *
     * @return the paths of all assets in the snap, in the order of the file
     * @throws org.brandstore.problem.StoreException INVALID_SNAP, with what is wrong and where
     */
    public static List<String> read(YamlFields kernel) {
        if (!MODULES.contains(kernel.text("dynamic-modules").orElse(""))) {
            throw kernel.wrong("dynamic-modules", "it must be $SNAP_DATA, or left out");
        }
        YamlFields assets = kernel.section("assets");
        List<String> content = new ArrayList<>();
        for (String name : assets.names()) {
            if (!ASSET.matcher(name).matches()) {
                throw assets.wrong(name, "the name of an asset must be letters, digits and inner dashes");
            }
            assets.fields(name).ifPresent(asset -> {
                asset.truth("update");
                content.addAll(asset.texts("content"));
            });
        }
        return content;
    }

    /** Whether the source of a gadget's content is in the kernel's snap. */
    public static boolean isReference(String source) {
        return source.startsWith(REFERENCE);
    }

    /** What devices refuse in a reference to the asset of a kernel, {@code $kernel:ASSET/PATH}, in words. */
    public static Optional<String> problemOfReference(String source) {
        String reference = source.substring(REFERENCE.length());
        int slash = reference.indexOf('/');
        if (slash < 0
                || !ASSET.matcher(reference.substring(0, slash)).matches()
                || !isPlainPath(reference.substring(slash + 1))) {
            return Optional.of("must be " + REFERENCE + ", the name of an asset, a slash and a path without ..");
        }
        return Optional.empty();
    }

    /** Whether it is a path in the snap in its shortest form, which may end with a slash where it is a folder. */
    public static boolean isPlainPath(String path) {
        String plain = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        return !plain.isEmpty()
                && !plain.contains(UP)
                && !plain.endsWith("/")
                && !plain.contains("//")
                && !List.of(plain.split("/", -1)).contains(".");
    }
}
