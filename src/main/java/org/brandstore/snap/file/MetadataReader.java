package org.brandstore.snap.file;

import java.util.List;
import org.brandstore.snap.fields.ComponentYaml;
import org.brandstore.snap.fields.SnapYaml;
import org.brandstore.snap.gadget.Gadget;
import org.brandstore.snap.gadget.GadgetYaml;
import org.brandstore.snap.kernel.KernelYaml;
import org.brandstore.snap.metadata.ComponentMetadata;
import org.brandstore.snap.metadata.SnapMetadata;
import org.brandstore.snap.yaml.YamlLimits;
import org.brandstore.snap.yaml.YamlReader;

/** Reads the files of metadata by themselves, as their readers do within an image. Safe for use by several threads. */
public final class MetadataReader {
    private final YamlReader reader;

    public MetadataReader(YamlLimits limits) {
        this.reader = new YamlReader(limits);
    }

    /**
     * Reads and checks a {@code meta/snap.yaml}.
     *
     * @throws org.brandstore.problem.StoreException INVALID_SNAP, with what is wrong and where
     */
    public SnapMetadata snap(byte[] yaml) {
        return snap(YamlReader.decode(SnapYaml.PATH, yaml));
    }

    /**
     * Reads and checks a {@code meta/component.yaml}.
     *
     * @throws org.brandstore.problem.StoreException INVALID_SNAP, with what is wrong and where
     */
    public ComponentMetadata component(byte[] yaml) {
        return component(YamlReader.decode(ComponentYaml.PATH, yaml));
    }

    /**
     * Reads and checks a {@code meta/gadget.yaml}.
     *
     * @throws org.brandstore.problem.StoreException INVALID_SNAP, with what is wrong and where
     */
    public Gadget gadget(byte[] yaml) {
        return gadget(YamlReader.decode(GadgetYaml.PATH, yaml));
    }

    /**
     * Reads and checks a {@code meta/kernel.yaml}.
     *
     * @return the paths of all assets in the snap
     * @throws org.brandstore.problem.StoreException INVALID_SNAP, with what is wrong and where
     */
    public List<String> kernel(byte[] yaml) {
        return kernel(YamlReader.decode(KernelYaml.PATH, yaml));
    }

    Gadget gadget(String yaml) {
        return GadgetYaml.read(reader.readOrNone(GadgetYaml.PATH, yaml));
    }

    List<String> kernel(String yaml) {
        return KernelYaml.read(reader.readOrNone(KernelYaml.PATH, yaml));
    }

    public SnapMetadata snap(String yaml) {
        return SnapYaml.read(reader.read(SnapYaml.PATH, yaml));
    }

    public ComponentMetadata component(String yaml) {
        return ComponentYaml.read(reader.read(ComponentYaml.PATH, yaml));
    }
}
