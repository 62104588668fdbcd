package org.brandstore.snap.resource;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import org.brandstore.naming.Revision;
import org.brandstore.naming.Sha3_384;
import org.brandstore.naming.SnapId;
import org.brandstore.naming.SnapName;
import org.brandstore.snap.resource.ResourceRepository.PairRow;

/** The accepted revisions of all components, and with which revisions of their snaps they go. */
@ApplicationScoped
public class Resources {
    private final ResourceRepository rows;

    Resources(ResourceRepository rows) {
        this.rows = rows;
    }

    /** All revisions of the components of a snap, by name, each newest first. */
    @Transactional
    public List<ResourceRevision> of(SnapId snap) {
        return rows.newestFirst(snap).stream()
                .map(ResourceRevisionEntity::toResource)
                .toList();
    }

    /** What goes with one revision of a snap, by name: at most one revision of each component. */
    @Transactional
    public List<ResourceRevision> of(SnapId snap, Revision snapRevision) {
        return rows.pairs(snap, snapRevision).stream()
                .map(row -> row.resource().toResource())
                .toList();
    }

    /** What goes with each revision of a snap, newest first, then by name. */
    @Transactional
    public List<ResourcePair> pairs(SnapId snap) {
        return rows.pairs(snap).stream().map(PairRow::toPair).toList();
    }

    /** All pairs of all snaps. */
    @Transactional
    public List<ResourcePair> allPairs() {
        return rows.pairs().stream().map(PairRow::toPair).toList();
    }

    /**
     * What goes with a revision of its snap although an earlier one has it too, by snap, oldest first. There are none but in
     * stores that were filled before each had its own.
     */
    @Transactional
    public List<ResourcePair> shared() {
        return rows.shared().stream().map(PairRow::toPair).toList();
    }

    /** The revision that this file is of a component, if it is one. */
    @Transactional
    public Optional<ResourceRevision> find(SnapId snap, SnapName component, Sha3_384 file) {
        return rows.find(snap, component, file).map(ResourceRevisionEntity::toResource);
    }

    /** What is needed to give the content of a revision to one more revision of the snap, at the first attempt. */
    @Transactional
    public CopyNeed copy(ResourceRevision revision) {
        ResourceRevision original = revision.copyOf()
                .flatMap(source -> rows.find(revision.snap(), revision.name(), source))
                .map(ResourceRevisionEntity::toResource)
                .orElse(revision);
        return new CopyNeed(revision.name(), original, rows.expectedRevision(revision.snap(), revision.name()));
    }
}
