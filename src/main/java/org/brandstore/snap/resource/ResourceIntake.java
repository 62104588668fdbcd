package org.brandstore.snap.resource;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Map;
import org.brandstore.authority.Authority;
import org.brandstore.authority.ResourceFile;
import org.brandstore.event.Change;
import org.brandstore.event.Events;
import org.brandstore.event.StoreChanged;
import org.brandstore.event.Topic;

/** Makes revisions of component files and pairs them with revisions of their snaps, in the caller's transaction. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class ResourceIntake {
    private final ResourceRepository rows;
    private final EntityManager database;
    private final Authority authority;
    private final Events events;
    private final Clock clock;

    ResourceIntake(ResourceRepository rows, EntityManager database, Authority authority, Events events, Clock clock) {
        this.rows = rows;
        this.database = database;
        this.authority = authority;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Signs the file as a revision of the component, and that it goes with the revision of the snap. A file that is a
     * revision already keeps its number and gets one more pair.
     */
    public ResourcePair accept(NewResource resource) {
        NewResource.Owner owner = resource.owner();
        ResourceRevision revision = rows.find(
                        owner.snap(), resource.name(), resource.file().digest())
                .map(ResourceRevisionEntity::toResource)
                .orElseGet(() -> create(resource));
        authority.issueSnapResourceRevision(file(revision), owner.publisher(), owner.provenance());
        return pair(owner, revision, "snap.component-accepted");
    }

    /**
     * Signs that a revision of a component, which was signed before, goes with one more revision of its snap.
     *
     * @param revision of the same provenance as the snap's
     */
    public ResourcePair carryOver(NewResource.Owner owner, ResourceRevision revision) {
        return pair(owner, revision, "snap.component-carried-over");
    }

    private ResourcePair pair(NewResource.Owner owner, ResourceRevision revision, String action) {
        ResourcePairEntity pair = new ResourcePairEntity();
        pair.snapId = owner.snap().value();
        pair.snapRevision = owner.revision().value();
        pair.name = revision.name().value();
        pair.resourceRevision = revision.revision().value();
        pair.createdAt = clock.instant();
        database.persist(pair);
        database.flush();
        authority.issueSnapResourcePair(file(revision), owner.revision(), owner.publisher(), owner.provenance());
        events.record(Change.created(
                owner.actor(),
                action,
                "snap/" + pair.snapId + "/component/" + pair.name + "/" + pair.resourceRevision,
                owner.brand(),
                Map.of(
                        "component", pair.name,
                        "revision", pair.resourceRevision,
                        "snap-revision", pair.snapRevision,
                        "sha3-384", revision.digest().hex(),
                        "size", revision.size()),
                new StoreChanged(Topic.CATALOG, pair.snapId)));
        return new ResourcePair(owner.snap(), owner.revision(), revision);
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
