package org.brandstore.snap.file;

import java.nio.channels.SeekableByteChannel;
import java.util.Collection;
import java.util.List;
import org.brandstore.naming.Architecture;
import org.brandstore.snap.fields.ComponentYaml;
import org.brandstore.snap.fields.HookRules;
import org.brandstore.snap.metadata.BadSnap;
import org.brandstore.snap.metadata.ComponentMetadata;

/** Reads component files ({@code .comp}) with the same care as {@link SnapFileReader}. Safe for use by several threads. */
public final class ComponentFileReader {
    private final SnapFileLimits limits;

    public ComponentFileReader(SnapFileLimits limits) {
        this.limits = limits;
    }

    /**
     * Reads and checks one file.
     *
     * @param file stays open and is the caller's; nobody else may move its position meanwhile
     * @param architectures that its snap declares
     * @throws org.brandstore.problem.StoreException INVALID_SNAP, with what is wrong and where; UNAVAILABLE where the
     *     storage of the file fails
     */
    public ComponentContents read(SeekableByteChannel file, Collection<Architecture> architectures) {
        ImageFiles files = new ImageFiles(file, limits);
        String yaml = files.text(ComponentYaml.PATH)
                .orElseThrow(() -> BadSnap.because("it has no meta/component.yaml, so it is no component"));
        ComponentMetadata metadata = new MetadataReader(limits.yaml()).component(yaml);
        TreeReview review = new TreeReview(HookRules::isOfComponents, ContainerNeeds.ofComponent(), List.of());
        review.walk(files.image(), new Programs(architectures));
        return new ComponentContents(metadata, yaml, review.hooks(), review.findings());
    }
}
