package org.brandstore.snap.file;

import java.nio.channels.SeekableByteChannel;
import java.util.List;

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
     * @throws org.brandstore.problem.StoreException INVALID_SNAP, with what is wrong and where; UNAVAILABLE where the
     *     storage of the file fails
     */
    public ComponentContents read(SeekableByteChannel file) {
        ImageFiles files = new ImageFiles(file, limits);
        String yaml = files.text(ComponentYaml.PATH)
                .orElseThrow(() -> BadSnap.because("it has no meta/component.yaml, so it is no component"));
        ComponentMetadata metadata = ComponentYaml.read(files.fields(ComponentYaml.PATH, yaml));
        TreeReview review = new TreeReview(HookRules::isOfComponents, List.of());
        review.walk(files.image());
        return new ComponentContents(metadata, yaml, review.hooks(), review.findings());
    }
}
