package org.brandstore.snap;

import jakarta.enterprise.context.ApplicationScoped;
import org.brandstore.account.Person;
import org.brandstore.account.PersonId;
import org.brandstore.account.person.People;
import org.brandstore.event.change.UploadChange;
import org.brandstore.naming.Revision;
import org.brandstore.naming.SnapId;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;

/** Whose submissions they are: the snap, the person, and the revision that one became. */
@ApplicationScoped
class SubmissionOwners {
    private final SnapRepository snaps;
    private final SnapRevisionRepository revisions;
    private final People people;
    private final SnapAccess access;

    SubmissionOwners(SnapRepository snaps, SnapRevisionRepository revisions, People people, SnapAccess access) {
        this.snaps = snaps;
        this.revisions = revisions;
        this.people = people;
        this.access = access;
    }

    /** Other uploads of the snap wait for the caller's transaction. */
    SnapEntity lockSnap(SnapId id) {
        return snaps.findLocked(id).orElseThrow();
    }

    Snap snap(SnapId id) {
        return snaps.findByIdOptional(id.value()).orElseThrow().toSnap();
    }

    /** An upload of the snap, as the audit log has it. */
    static UploadChange.Which told(SubmissionEntity row, Snap snap) {
        return new UploadChange.Which(snap.brand(), snap.id(), row.id, snap.name());
    }

    Person person(PersonId id) {
        return people.find(id).orElseThrow();
    }

    /**
     * What was asked for with the upload may have waited for days.
     *
     * @throws StoreException if the person has lost the right to release meanwhile
     */
    void requireMayRelease(PersonId id, Snap snap) {
        Person person = person(id);
        if (person.disabled()) {
            throw new StoreException(
                    ErrorCode.RESOURCE_FORBIDDEN,
                    "cannot release what was uploaded by " + person.email() + ": the person was disabled meanwhile");
        }
        access.require(person, snap.id(), SnapOperation.RELEASE);
    }

    SnapRevision revision(SnapId snap, Revision revision) {
        return revisions.find(snap, revision).orElseThrow().toRevision();
    }
}
