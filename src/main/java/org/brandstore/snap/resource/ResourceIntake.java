package org.brandstore.snap.resource;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import org.brandstore.authority.Authority;
import org.brandstore.authority.ResourceFile;
import org.brandstore.event.Events;
import org.brandstore.event.change.RevisionChange;
import org.brandstore.snap.storage.StoredFiles;

/**
 * Makes revisions of component files and pairs them with revisions of their snaps, in the caller's transaction. Each goes
 * with one revision of the snap, for ever: devices remove the file of a component with any revision of the snap that has it
 * (docs/decisions/0066-components-of-their-own.md).
 */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class ResourceIntake {
    private final ResourceRepository rows;
    private final EntityManager database;
    private final StoredFiles storage;
    private final Authority authority;
    private final Events events;
    private final Clock clock;

    ResourceIntake(
            ResourceRepository rows,
            EntityManager database,
            StoredFiles storage,
            Authority authority,
            Events events,
            Clock clock) {
        this.rows = rows;
        this.database = database;
        this.storage = storage;
        this.authority = authority;
        this.events = events;
        this.clock = clock;
    }

    /** Signs the file as the next revision of the component, and that it goes with the revision of the snap. */
    public ResourcePair accept(NewResource resource) {
        NewResource.Owner owner = resource.owner();
        storage.keep(resource.file().digest());
        ResourceRevision revision = create(resource);
        if (resource.origin() == NewResource.Origin.RENEWED) {
            database.persist(ResourceRenewalEntity.of(owner, revision, clock.instant()));
        } else {
            database.persist(ResourcePairEntity.of(owner, revision, clock.instant()));
        }
        database.flush();
        authority.issueSnapResourceRevision(file(revision), owner.publisher(), owner.provenance());
        authority.issueSnapResourcePair(file(revision), owner.revision(), owner.publisher(), owner.provenance());
        events.record(owner.actor(), resource.origin().change(told(owner, revision)));
        return new ResourcePair(owner.snap(), owner.revision(), revision);
    }

    private static RevisionChange.Component told(NewResource.Owner owner, ResourceRevision revision) {
        return new RevisionChange.Component(
                owner.brand(),
                owner.snap(),
                revision.name(),
                revision.revision(),
                owner.revision(),
                revision.digest(),
                revision.size(),
                revision.copyOf());
    }

    private ResourceRevision create(NewResource resource) {
        NewResource.Owner owner = resource.owner();
        ResourceRevisionEntity row = new ResourceRevisionEntity();
        row.snapId = owner.snap().value();
        row.name = resource.name().value();
        row.revision = rows.nextRevision(owner.snap(), resource.name());
        row.sha3_384 = resource.file().digest().hex();
        row.size = resource.file().size();
        row.type = resource.type().wireName();
        row.version = resource.version();
        row.provenance = owner.provenance();
        row.copyOf = resource.copyOf().map(source -> source.value()).orElse(null);
        row.uploadedBy = owner.uploader().value();
        row.createdAt = clock.instant();
        rows.persistAndFlush(row);
        return row.toResource();
    }

    private static ResourceFile file(ResourceRevision revision) {
        return new ResourceFile(
                revision.snap(), revision.name(), revision.revision(), revision.digest(), revision.size());
    }
}
