package org.brandstore.api.admin;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.brandstore.account.Actor;
import org.brandstore.account.credential.Permission;
import org.brandstore.api.error.Dialect;
import org.brandstore.api.error.ErrorDialect;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.security.Effect;
import org.brandstore.security.OnSnap;
import org.brandstore.security.Requires;
import org.brandstore.snap.Snap;
import org.brandstore.snap.SnapOperation;
import org.brandstore.snap.listing.ChangeMode;
import org.brandstore.snap.listing.Discovery;
import org.brandstore.snap.listing.LinkKind;
import org.brandstore.snap.listing.Listing;
import org.brandstore.snap.listing.ListingChange;
import org.brandstore.snap.listing.ListingField;
import org.brandstore.snap.listing.Listings;
import org.brandstore.snap.listing.SnapLinks;
import org.jspecify.annotations.Nullable;

/** What people read of a snap, set by hand: the publisher tool keeps it unless it is told to overwrite. */
@Path("/api/admin/v1/snaps/{id}/listing")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Dialect(ErrorDialect.PROBLEM)
public class SnapListingResource {
    private final AdminAccess access;
    private final Listings listings;

    SnapListingResource(AdminAccess access, Listings listings) {
        this.access = access;
        this.listings = listings;
    }

    /**
     * The listing; what is null in a request stays as it is.
     *
     * @param license an SPDX expression
     * @param links kind ({@code contact}, {@code donation}, {@code issues}, {@code source}, {@code website}) to addresses
     * @param discovery how people come across the snap
     * @param edited in answers: the fields that were set by hand
     * @param followsStable whether the texts become those of each revision that is released to stable of the default track
     */
    public record ListingView(
            @Nullable @Size(max = 10_000) String title,
            @Nullable @Size(max = 10_000) String summary,
            @Nullable @Size(max = 100_000) String description,
            @Nullable @Size(max = 10_000) String license,

            @Nullable @Size(max = 20) Map<@Size(max = 40) String, @Size(max = 50) List<@Size(max = 2_000) String>> links,

            @Nullable @Valid DiscoveryView discovery,
            @Nullable @Size(max = 20) List<@Size(max = 40) String> edited,

            @JsonProperty("update-metadata-on-release") @Nullable Boolean followsStable) {}

    /**
     * How people come across the snap; what is null in a request stays as it is.
     *
     * @param categories under which it is found
     * @param keywords that are searched and not shown
     * @param videos addresses
     * @param unlisted whether no search finds it
     */
    public record DiscoveryView(
            @Nullable @Size(max = 100) List<@Size(max = 2_000) String> categories,
            @Nullable @Size(max = 100) List<@Size(max = 2_000) String> keywords,
            @Nullable @Size(max = 100) List<@Size(max = 2_000) String> videos,
            @Nullable Boolean unlisted) {
        static DiscoveryView of(Discovery discovery) {
            return new DiscoveryView(
                    discovery.categories(), discovery.keywords(), discovery.videos(), discovery.unlisted());
        }

        Discovery over(Discovery now) {
            return new Discovery(
                    categories == null ? now.categories() : categories,
                    keywords == null ? now.keywords() : keywords,
                    videos == null ? now.videos() : videos,
                    unlisted == null ? now.unlisted() : unlisted);
        }
    }

    @GET
    @Requires(Permission.PACKAGE_ACCESS)
    @OnSnap(SnapOperation.SEE)
    @Effect(Effect.Reach.READS)
    public ListingView get(String id) {
        return view(listings.of(access.snap(id).id()));
    }

    @PUT
    @Requires(Permission.PACKAGE_UPDATE)
    @OnSnap(SnapOperation.PUBLISH)
    @Effect(Effect.Reach.RECORD)
    public ListingView set(String id, @NotNull @Valid ListingView wanted) {
        Snap snap = access.snap(id);
        Map<ListingField, String> texts = new EnumMap<>(ListingField.class);
        put(texts, ListingField.TITLE, wanted.title());
        put(texts, ListingField.SUMMARY, wanted.summary());
        put(texts, ListingField.DESCRIPTION, wanted.description());
        put(texts, ListingField.LICENSE, wanted.license());
        Optional<SnapLinks> links = Optional.ofNullable(wanted.links()).map(SnapListingResource::links);
        Actor actor = access.caller().actor();
        DiscoveryView shown = wanted.discovery();
        return view(listings.change(
                snap.id(),
                new ListingChange(texts, links, Optional.ofNullable(wanted.followsStable())),
                now -> shown == null ? now : shown.over(now),
                ChangeMode.BY_HAND,
                actor));
    }

    private static void put(Map<ListingField, String> texts, ListingField field, @Nullable String text) {
        if (text != null) {
            texts.put(field, text);
        }
    }

    private static SnapLinks links(Map<String, List<String>> wanted) {
        SortedMap<LinkKind, List<String>> byKind = new TreeMap<>();
        wanted.forEach((name, addresses) -> byKind.put(
                LinkKind.find(name)
                        .orElseThrow(() -> new StoreException(
                                ErrorCode.INVALID_FIELD, "cannot set links: there is no kind of link of this name")),
                addresses));
        return new SnapLinks(byKind);
    }

    private static ListingView view(Listing listing) {
        Map<String, List<String>> links = new TreeMap<>();
        listing.links().byKind().forEach((kind, addresses) -> links.put(kind.wireName(), addresses));
        return new ListingView(
                listing.title(),
                listing.summary(),
                listing.description(),
                listing.license().orElse(""),
                links,
                DiscoveryView.of(listing.discovery()),
                listing.edited().stream().map(ListingField::wireName).sorted().toList(),
                listing.followsStable());
    }
}
