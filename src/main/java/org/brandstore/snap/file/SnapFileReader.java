package org.brandstore.snap.file;

import java.nio.channels.SeekableByteChannel;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.brandstore.snap.fields.HookRules;
import org.brandstore.snap.fields.SnapYaml;
import org.brandstore.snap.fields.SnapshotFields;
import org.brandstore.snap.gadget.Gadget;
import org.brandstore.snap.gadget.GadgetYaml;
import org.brandstore.snap.kernel.KernelYaml;
import org.brandstore.snap.metadata.BadSnap;
import org.brandstore.snap.metadata.SnapApp;
import org.brandstore.snap.metadata.SnapMetadata;
import org.brandstore.snap.metadata.SnapType;

/**
 * Reads snap files. It trusts nothing in them: sizes and counts are checked before memory is taken for them, whatever the
 * file's length it needs a few MiB, and it ends. Safe for use by several threads.
 */
public final class SnapFileReader {
    private final SnapFileLimits limits;

    public SnapFileReader(SnapFileLimits limits) {
        this.limits = limits;
    }

    /**
     * Reads and checks one file.
     *
     * @param file stays open and is the caller's; nobody else may move its position meanwhile
     * @throws org.brandstore.problem.StoreException INVALID_SNAP, with what is wrong and where; UNAVAILABLE where the
     *     storage of the file fails
     */
    public SnapContents read(SeekableByteChannel file) {
        ImageFiles files = new ImageFiles(file, limits);
        String snapYaml = files.text(SnapYaml.PATH)
                .orElseThrow(() -> BadSnap.because("it has no meta/snap.yaml, so it is no snap"));
        MetadataReader reader = new MetadataReader(limits.yaml());
        SnapMetadata metadata = reader.snap(snapYaml);
        Optional<String> gadgetYaml = ofType(metadata, SnapType.GADGET, files, GadgetYaml.PATH);
        Optional<Gadget> gadget = gadgetYaml.map(reader::gadget);
        Optional<List<String>> kernel =
                ofType(metadata, SnapType.KERNEL, files, KernelYaml.PATH).map(reader::kernel);
        files.text(SnapshotFields.PATH)
                .ifPresent(text -> SnapshotFields.check(files.fields(SnapshotFields.PATH, text)));
        Collection<SnapApp> apps = metadata.apps().values();
        List<String> chains = apps.stream()
                .flatMap(app -> app.files().commandChain().stream())
                .toList();
        TreeReview review = new TreeReview(HookRules::isOfSnaps, ContainerNeeds.ofSnap(apps), chains);
        review.walk(files.image(), new Programs(metadata.architectures()));
        Set<String> hooks = new TreeSet<>(metadata.hooks());
        hooks.addAll(review.hooks());
        HookRules.check(metadata.type(), hooks);
        if (SnapYaml.isNone(metadata.base()) && !hooks.isEmpty()) {
            throw BadSnap.because("a snap with hooks needs a base other than none");
        }
        GadgetReview gadgetReview = new GadgetReview(files, review);
        gadget.ifPresent(gadgetReview::look);
        kernel.ifPresent(gadgetReview::look);
        Optional<Icon> icon = files.icon(review);
        return new SnapContents(metadata, snapYaml, gadgetYaml, icon, hooks, review.findings());
    }

    /** A file that only snaps of one type have; in others it is one like any. */
    private static Optional<String> ofType(SnapMetadata metadata, SnapType type, ImageFiles files, String path) {
        return metadata.type() == type ? files.text(path) : Optional.empty();
    }
}
