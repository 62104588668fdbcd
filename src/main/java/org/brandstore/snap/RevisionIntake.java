package org.brandstore.snap;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.brandstore.account.Actor;
import org.brandstore.account.Person;
import org.brandstore.authority.Authority;
import org.brandstore.blob.BlobId;
import org.brandstore.event.Events;
import org.brandstore.event.change.RevisionChange;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.Architecture;
import org.brandstore.naming.SnapId;
import org.brandstore.naming.SnapName;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.snap.file.SnapContents;
import org.brandstore.snap.metadata.InterfaceEnd;
import org.brandstore.snap.metadata.SnapMetadata;
import org.brandstore.snap.metadata.YamlFacts;
import org.brandstore.snap.metadata.YamlFactsColumn;
import org.brandstore.snap.resource.NewResource;
import org.brandstore.snap.resource.ResourceIntake;
import org.brandstore.snap.storage.StoredFiles;

/** Makes revisions of files that passed the review. Number, row, signature and audit record are one transaction: the caller's. */
@ApplicationScoped
class RevisionIntake {
    private final SnapRevisionRepository revisions;
    private final ResourceIntake resources;
    private final StoredFiles storage;
    private final Authority authority;
    private final Events events;
    private final Clock clock;

    RevisionIntake(
            SnapRevisionRepository revisions,
            ResourceIntake resources,
            StoredFiles storage,
            Authority authority,
            Events events,
            Clock clock) {
        this.revisions = revisions;
        this.resources = resources;
        this.storage = storage;
        this.authority = authority;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Makes the next revision of the snap, and of its components.
     *
     * @param snap its row, locked, so that numbers are given in order
     * @param number that nothing else has
     * @param components that go with it; none is missing
     * @throws StoreException as {@link #requireNew}
     */
    SnapRevision accept(
            SnapEntity snap, int number, SubmittedSnap files, List<ComponentPlan.Part> components, Person person) {
        requireNew(snap, files);
        // all files before the first signature: the order of locks
        components.forEach(part -> storage.keep(part.file().digest()));
        SnapRevision revision = create(snap, number, files, person);
        NewResource.Owner owner = new NewResource.Owner(
                revision.snap(),
                revision.revision(),
                revision.provenance(),
                new AccountId(snap.brandId),
                new AccountId(snap.publisherId),
                person.id(),
                Actor.of(person).label());
        for (ComponentPlan.Part part : components) {
            resources.accept(new NewResource(
                    owner,
                    part.name(),
                    part.file(),
                    part.type(),
                    part.version().orElse(revision.version()),
                    part.copyOf(),
                    part.origin()));
        }
        return revision;
    }

    /**
     * @throws StoreException {@link ErrorCode#INVALID_SNAP} if the file is a revision already: another upload of it is a
     *     mistake that the developer has to learn of (publisher-api.md 4.7)
     */
    void requireNew(SnapEntity snap, SubmittedSnap files) {
        Optional<SnapRevisionEntity> same = revisions.find(snap.id, files.blob().digest());
        if (same.isPresent()) {
            throw new StoreException(
                    ErrorCode.INVALID_SNAP,
                    "cannot accept the file: it is revision " + same.get().revision
                            + (same.get().withdrawnAt == null
                                    ? " already; release that one, or build anew"
                                    : ", which was withdrawn; build it anew"));
        }
    }

    private SnapRevision create(SnapEntity snap, int number, SubmittedSnap files, Person person) {
        Instant now = clock.instant();
        SnapContents contents = files.contents();
        boolean isFirst = revisions.newest(new SnapId(snap.id)).isEmpty();
        SnapRevisionEntity row = row(files.blob(), contents);
        row.snapId = snap.id;
        row.revision = number;
        row.uploadedBy = person.id().value();
        row.createdAt = now;
        revisions.persist(row);
        if (isFirst) {
            describe(snap, contents.metadata());
        }
        if (snap.iconSha3 == null) {
            // devices and people fetch the picture without the file that it came in
            contents.icon()
                    .ifPresent(icon -> snap.iconSha3 = storage.put(icon.bytes()).hex());
        }
        revisions.flush();
        SnapRevision revision = row.toRevision();
        Snap owner = snap.toSnap();
        authority.issueSnapRevision(
                revision.snap(),
                revision.revision(),
                revision.digest(),
                revision.size(),
                owner.publisher(),
                revision.provenance());
        events.record(
                Actor.of(person).label(),
                new RevisionChange.Accepted(
                        owner.brand(),
                        revision.snap(),
                        revision.revision(),
                        owner.name(),
                        row.version,
                        row.architectures,
                        revision.digest(),
                        revision.size()));
        return revision;
    }

    /** Until somebody says otherwise, people read what the first revision says of itself. */
    private static void describe(SnapEntity snap, SnapMetadata metadata) {
        snap.title = metadata.title();
        snap.summary = metadata.summary();
        snap.description = metadata.description();
        snap.license = metadata.license().orElse(null);
    }

    private static SnapRevisionEntity row(BlobId file, SnapContents contents) {
        SnapMetadata metadata = contents.metadata();
        SnapRevisionEntity row = new SnapRevisionEntity();
        row.sha3_384 = file.digest().hex();
        row.size = file.size();
        row.version = metadata.version();
        row.type = metadata.type().wireName();
        row.architectures =
                metadata.architectures().stream().map(Architecture::value).toList();
        row.base = metadata.base().map(SnapName::value).orElse(null);
        row.epoch = EpochColumn.write(metadata.epoch());
        row.confinement = metadata.confinement().wireName();
        row.grade = metadata.grade().wireName();
        row.provenance = metadata.provenance().orElse(SnapRevision.DEFAULT_PROVENANCE);
        row.title = metadata.title();
        row.summary = metadata.summary();
        row.description = metadata.description();
        row.snapYaml = contents.snapYaml();
        row.yamlFacts = YamlFactsColumn.write(YamlFacts.of(contents.snapYaml()));
        row.plugs = interfaces(metadata.plugs());
        row.slots = interfaces(metadata.slots());
        return row;
    }

    private static List<String> interfaces(Map<String, InterfaceEnd> ends) {
        TreeSet<String> names = new TreeSet<>();
        ends.values().forEach(end -> names.add(end.interfaceName()));
        return List.copyOf(names);
    }
}
