package org.brandstore.snap.resource;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import org.brandstore.naming.Revision;
import org.brandstore.naming.SnapId;
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
}
