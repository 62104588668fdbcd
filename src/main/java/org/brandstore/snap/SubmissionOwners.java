package org.brandstore.snap;

import jakarta.enterprise.context.ApplicationScoped;
import org.brandstore.account.People;
import org.brandstore.account.Person;
import org.brandstore.account.PersonId;
import org.brandstore.naming.Revision;
import org.brandstore.naming.SnapId;

/** Whose submissions they are: the snap, the person, and the revision that one became. */
@ApplicationScoped
class SubmissionOwners {
    private final SnapRepository snaps;
    private final SnapRevisionRepository revisions;
    private final People people;

    SubmissionOwners(SnapRepository snaps, SnapRevisionRepository revisions, People people) {
        this.snaps = snaps;
        this.revisions = revisions;
        this.people = people;
    }

    /** Other uploads of the snap wait for the caller's transaction. */
    SnapEntity lockSnap(SnapId id) {
        return snaps.findLocked(id).orElseThrow();
    }

    Snap snap(SnapId id) {
        return snaps.findByIdOptional(id.value()).orElseThrow().toSnap();
    }

    Person person(PersonId id) {
        return people.find(id).orElseThrow();
    }

    SnapRevision revision(SnapId snap, Revision revision) {
        return revisions.find(snap, revision).orElseThrow().toRevision();
    }
}
