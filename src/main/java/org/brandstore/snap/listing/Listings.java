package org.brandstore.snap.listing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.brandstore.account.Actor;
import org.brandstore.event.Events;
import org.brandstore.event.change.SnapListingChange;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.Channel;
import org.brandstore.naming.Risk;
import org.brandstore.naming.Sha3_384;
import org.brandstore.naming.SnapId;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.ErrorDetail;
import org.brandstore.problem.StoreException;
import org.brandstore.snap.RevisionReleased;
import org.brandstore.snap.Snap;
import org.brandstore.snap.SnapRevision;
import org.brandstore.snap.SnapTexts;
import org.brandstore.snap.Snaps;
import org.brandstore.snap.storage.StoredFiles;

/** What people read and see of each snap. Whether somebody may change it was checked before. */
@ApplicationScoped
public class Listings {
    private static final int MAX_SCREENSHOTS = 20;

    private final ListingRepository rows;
    private final Snaps snaps;
    private final StoredFiles files;
    private final Events events;
    private final Clock clock;

    Listings(ListingRepository rows, Snaps snaps, StoredFiles files, Events events, Clock clock) {
        this.rows = rows;
        this.snaps = snaps;
        this.files = files;
        this.events = events;
        this.clock = clock;
    }

    @Transactional
    public Listing of(SnapId id) {
        Snap snap = snaps.require(id);
        ListingEntity row = rows.findByIdOptional(id.value()).orElseGet(() -> ListingEntity.of(id));
        return new Listing(
                snap.title(),
                snap.summary(),
                snap.description(),
                snap.license(),
                row.links(),
                rows.media(id).stream().map(MediumEntity::toMedium).toList(),
                row.discovery(),
                row.edited(),
                row.followsStable);
    }

    /** The snaps that no search finds, of all there are. */
    @Transactional
    public Set<SnapId> unlisted() {
        return rows.list("unlisted").stream().map(row -> new SnapId(row.snapId)).collect(Collectors.toSet());
    }

    /**
     * Changes texts and addresses, and how people come across the snap: all of it, or nothing if one of them cannot be.
     *
     * @param shown makes what is wanted of what is now; the publisher tool has no say in this, so there are no conflicts
     * @throws StoreException as {@link #describe} and {@code shown} say
     */
    @Transactional
    public Listing change(
            SnapId id, ListingChange change, UnaryOperator<Discovery> shown, ChangeMode mode, Actor actor) {
        snaps.lock(id);
        show(id, shown, actor);
        change.followsStable().ifPresent(wanted -> follow(id, wanted, actor));
        return change.describes() ? describe(id, change, mode, actor) : of(id);
    }

    private void follow(SnapId id, boolean wanted, Actor actor) {
        boolean now = of(id).followsStable();
        if (now != wanted) {
            save(id, Set.of(), ChangeMode.OVERWRITE, row -> row.followsStable = wanted);
            events.record(actor.label(), new SnapListingChange.MetadataOnReleaseSet(brand(id), id, now, wanted));
        }
    }

    private void show(SnapId id, UnaryOperator<Discovery> shown, Actor actor) {
        Discovery now = of(id).discovery();
        Discovery wanted = shown.apply(now);
        if (!now.equals(wanted)) {
            save(id, Set.of(), ChangeMode.OVERWRITE, row -> row.setDiscovery(wanted));
            events.record(actor.label(), new SnapListingChange.DiscoverySet(brand(id), id, told(now), told(wanted)));
        }
    }

    /** What was released to stable of the default track says what people read, where the snap's people want it so. */
    void follow(@Observes RevisionReleased released) {
        SnapRevision revision = released.revision();
        SnapId id = revision.snap();
        if (released.channel().risk() != Risk.STABLE || !rows.followsStable(id)) {
            return;
        }
        snaps.lock(id);
        if (!released.channel().equals(Channel.of(snaps.require(id).defaultTrack(), Risk.STABLE))) {
            return;
        }
        Listing now = of(id);
        Map<ListingField, String> texts = ListingTexts.ofRevision(revision);
        snaps.describe(id, texts(now, texts), released.actor());
        save(id, texts.keySet(), ChangeMode.OVERWRITE, row -> {});
    }

    /**
     * Changes texts and addresses.
     *
     * @throws StoreException {@link ErrorCode#INVALID_FIELD} if a text is too long or has control characters, {@link
     *     ErrorCode#CONFLICT} with one detail for each field that a person set to something else; nothing changes then
     */
    private Listing describe(SnapId id, ListingChange change, ChangeMode mode, Actor actor) {
        Listing now = of(id);
        change.texts().forEach(ListingTexts::check);
        List<ErrorDetail> conflicts = new ArrayList<>();
        Map<ListingField, String> changed = new EnumMap<>(ListingField.class);
        change.texts().forEach((field, text) -> {
            if (!now.text(field).equals(text)) {
                changed.put(field, text);
                conflict(now, field, now.text(field), mode).ifPresent(conflicts::add);
            }
        });
        boolean linksChange =
                change.links().filter(wanted -> !wanted.equals(now.links())).isPresent();
        if (linksChange) {
            conflict(now, ListingField.LINKS, now.links().byKind().toString(), mode)
                    .ifPresent(conflicts::add);
        }
        if (!conflicts.isEmpty()) {
            conflicts.sort(Comparator.comparing(ErrorDetail::message));
            throw new StoreException(conflicts);
        }
        Set<ListingField> touched = new HashSet<>(changed.keySet());
        if (linksChange) {
            touched.add(ListingField.LINKS);
        }
        // said again by hand, a field is a person's from then on, even if its value stays
        if (mode == ChangeMode.BY_HAND) {
            touched.addAll(change.texts().keySet());
            change.links().ifPresent(links -> touched.add(ListingField.LINKS));
        }
        if (!changed.isEmpty()) {
            snaps.describe(id, texts(now, changed), actor);
        }
        save(id, touched, mode, row -> change.links().ifPresent(row::setLinks));
        if (linksChange) {
            SnapLinks wanted = change.links().orElseThrow();
            events.record(
                    actor.label(), new SnapListingChange.LinksSet(brand(id), id, told(now.links()), told(wanted)));
        }
        return of(id);
    }

    /**
     * Replaces the pictures of a snap; their bytes are in the blob store already.
     *
     * @throws StoreException {@link ErrorCode#INVALID_FIELD} if there are too many, {@link ErrorCode#CONFLICT} if a person
     *     chose other ones
     */
    @Transactional
    public Listing illustrate(SnapId id, List<SnapMedium> wanted, ChangeMode mode, Actor actor) {
        snaps.lock(id);
        Listing now = of(id);
        requireFew(wanted, SnapMedium.Type.ICON, 1);
        requireFew(wanted, SnapMedium.Type.BANNER, 1);
        requireFew(wanted, SnapMedium.Type.SCREENSHOT, MAX_SCREENSHOTS);
        Set<ListingField> touched = EnumSet.noneOf(ListingField.class);
        List<ErrorDetail> conflicts = new ArrayList<>();
        for (ListingField field : List.of(ListingField.ICON, ListingField.SCREENSHOTS)) {
            if (!hashes(now.media(), field).equals(hashes(wanted, field))) {
                touched.add(field);
                conflict(now, field, hashes(now.media(), field).toString(), mode)
                        .ifPresent(conflicts::add);
            }
        }
        if (!conflicts.isEmpty()) {
            throw new StoreException(conflicts);
        }
        if (!now.media().equals(wanted)) {
            wanted.stream()
                    .filter(medium -> !now.media().contains(medium))
                    .forEach(medium -> files.keep(medium.digest()));
            rows.replaceMedia(id, wanted);
            Optional<Sha3_384> icon = wanted.stream()
                    .filter(medium -> medium.type() == SnapMedium.Type.ICON)
                    .map(SnapMedium::digest)
                    .findFirst();
            snaps.setIcon(id, icon, actor);
            events.record(
                    actor.label(), new SnapListingChange.MediaSet(brand(id), id, hashes(now.media()), hashes(wanted)));
        }
        save(id, touched, mode, row -> {});
        return of(id);
    }

    private void save(SnapId id, Set<ListingField> touched, ChangeMode mode, Consumer<ListingEntity> change) {
        ListingEntity row = rows.findByIdOptional(id.value()).orElseGet(() -> ListingEntity.of(id));
        Set<ListingField> edited = row.edited();
        if (mode == ChangeMode.BY_HAND) {
            edited.addAll(touched);
        } else {
            edited.removeAll(touched);
        }
        row.setEdited(edited);
        row.updatedAt = clock.instant();
        change.accept(row);
        rows.persist(row);
    }

    private AccountId brand(SnapId id) {
        return snaps.require(id).brand();
    }

    private static SnapListingChange.Discovery told(Discovery discovery) {
        return new SnapListingChange.Discovery(
                discovery.categories(), discovery.keywords(), discovery.videos(), discovery.unlisted());
    }

    private static Map<String, List<String>> told(SnapLinks links) {
        Map<String, List<String>> told = new TreeMap<>();
        links.byKind().forEach((kind, addresses) -> told.put(kind.wireName(), addresses));
        return told;
    }

    private static Optional<ErrorDetail> conflict(Listing now, ListingField field, String current, ChangeMode mode) {
        if (mode != ChangeMode.KEEP_EDITED || !now.edited().contains(field)) {
            return Optional.empty();
        }
        return Optional.of(new ErrorDetail(
                ErrorCode.CONFLICT,
                "cannot overwrite " + field.wireName() + ": it was set in the store",
                Map.of("name", field.wireName(), "current", current)));
    }

    private static SnapTexts texts(Listing now, Map<ListingField, String> changed) {
        String license =
                changed.getOrDefault(ListingField.LICENSE, now.license().orElse(""));
        return new SnapTexts(
                changed.getOrDefault(ListingField.TITLE, now.title()),
                changed.getOrDefault(ListingField.SUMMARY, now.summary()),
                changed.getOrDefault(ListingField.DESCRIPTION, now.description()),
                Optional.of(license).filter(text -> !text.isEmpty()));
    }

    private static void requireFew(List<SnapMedium> media, SnapMedium.Type type, int most) {
        if (media.stream().filter(medium -> medium.type() == type).count() > most) {
            throw new StoreException(
                    ErrorCode.INVALID_FIELD,
                    "cannot set the pictures: there may be at most " + most + " of type " + type.wireName());
        }
    }

    private static List<String> hashes(List<SnapMedium> media, ListingField field) {
        boolean icon = field == ListingField.ICON;
        return hashes(media.stream()
                .filter(medium -> icon == (medium.type() == SnapMedium.Type.ICON))
                .toList());
    }

    private static List<String> hashes(List<SnapMedium> media) {
        return media.stream().map(SnapMedium::sha256).toList();
    }
}
