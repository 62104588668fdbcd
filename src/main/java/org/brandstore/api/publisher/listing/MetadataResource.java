package org.brandstore.api.publisher.listing;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.brandstore.account.credential.Permission;
import org.brandstore.api.error.Dialect;
import org.brandstore.api.error.ErrorDialect;
import org.brandstore.api.publisher.CallerSnaps;
import org.brandstore.api.publisher.JsonBodies;
import org.brandstore.api.publisher.JsonBody;
import org.brandstore.api.publisher.PublisherOutcomes;
import org.brandstore.approval.ChangeKind;
import org.brandstore.naming.Track;
import org.brandstore.release.DefaultTracks;
import org.brandstore.release.track.Tracks;
import org.brandstore.security.Caller;
import org.brandstore.security.Effect;
import org.brandstore.security.Limits;
import org.brandstore.security.OnSnap;
import org.brandstore.security.Requires;
import org.brandstore.snap.Snap;
import org.brandstore.snap.SnapOperation;
import org.brandstore.snap.Snaps;
import org.brandstore.snap.listing.ChangeMode;
import org.brandstore.snap.listing.Discovery;
import org.brandstore.snap.listing.LinkKind;
import org.brandstore.snap.listing.Listing;
import org.brandstore.snap.listing.ListingChange;
import org.brandstore.snap.listing.ListingField;
import org.brandstore.snap.listing.Listings;
import org.brandstore.snap.listing.SnapLinks;
import org.jspecify.annotations.Nullable;

/**
 * Texts, addresses and the default track of a snap (publisher-api.md 4.13). {@code POST} keeps what a person set in the
 * store, {@code PUT} overwrites it.
 */
@Path("/dev/api/snaps/{id}/metadata")
@Dialect(ErrorDialect.ERROR_LIST_UNDERSCORE)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
public class MetadataResource {
    /**
     * What other clients send and this store does not have: a success would be a lie, save where nothing is asked for. Nobody
     * tells it where devices are, and it has no page for everybody.
     */
    private static final List<String> NOT_OFFERED =
            List.of("whitelist_countries", "blacklist_countries", "public_metrics_enabled", "public_metrics_blacklist");

    private static final String ON_RELEASE = "update_metadata_on_release";
    private static final int MAX_TEXT = 16_384;

    /** The listing as it is now; the tools do not read it. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Metadata(
            String title,
            String summary,
            String description,
            @Nullable String license,
            Map<String, List<String>> links,
            List<String> categories,
            List<String> keywords,
            List<String> videoUrls,
            String defaultTrack,
            boolean unlisted,
            @JsonProperty("private") boolean isPrivate,
            @JsonProperty(ON_RELEASE) boolean followsStable) {}

    private final JsonBodies bodies;
    private final CallerSnaps callerSnaps;
    private final Listings listings;
    private final Tracks tracks;
    private final DefaultTracks defaultTracks;
    private final Snaps snaps;

    MetadataResource(
            JsonBodies bodies,
            CallerSnaps callerSnaps,
            Listings listings,
            Tracks tracks,
            DefaultTracks defaultTracks,
            Snaps snaps) {
        this.bodies = bodies;
        this.callerSnaps = callerSnaps;
        this.listings = listings;
        this.tracks = tracks;
        this.defaultTracks = defaultTracks;
        this.snaps = snaps;
    }

    @POST
    @Requires(value = Permission.PACKAGE_UPDATE, limits = Limits.NO_CHANNEL)
    @OnSnap(SnapOperation.PUBLISH)
    @Effect(value = Effect.Reach.GATED, kinds = ChangeKind.DEFAULT_TRACK)
    public Metadata keep(@PathParam("id") String id, InputStream request) {
        return change(id, request, ChangeMode.KEEP_EDITED);
    }

    /** @param careful the other clients' way to say that a conflict is an error, as with {@code POST} */
    @PUT
    @Requires(value = Permission.PACKAGE_UPDATE, limits = Limits.NO_CHANNEL)
    @OnSnap(SnapOperation.PUBLISH)
    @Effect(value = Effect.Reach.GATED, kinds = ChangeKind.DEFAULT_TRACK)
    public Metadata force(
            @PathParam("id") String id,
            @QueryParam("conflict_on_update") @DefaultValue("false") String careful,
            InputStream request) {
        return change(id, request, careful.equals("true") ? ChangeMode.KEEP_EDITED : ChangeMode.OVERWRITE);
    }

    private Metadata change(String id, InputStream request, ChangeMode mode) {
        JsonBody body = bodies.object(request);
        for (String field : NOT_OFFERED) {
            if (body.asksFor(field)) {
                throw body.wrong(field, "this store does not offer it; leave it out");
            }
        }
        Snap snap = callerSnaps.byId(id);
        Caller caller = callerSnaps.caller();
        Optional<Track> defaultTrack = body.optionalText("default_track", 28).map(Track::new);
        if (defaultTrack.isPresent()) {
            caller.requireAllChannels();
            callerSnaps.further(snap, SnapOperation.RELEASE, Permission.PACKAGE_UPDATE);
            tracks.requireAsDefault(snap.id(), defaultTrack.get());
        }
        ListingChange change = change(body, snap);
        boolean isPrivate = body.flag("private");
        listings.change(snap.id(), change, now -> discovery(body, now), mode, caller.actor());
        if (body.has("private")) {
            snaps.setPrivate(snap.id(), isPrivate, caller.actor());
        }
        defaultTrack.ifPresent(track -> PublisherOutcomes.requireDone(
                defaultTracks.choose(snap.id(), track, PublisherOutcomes.NO_REASON, caller.actor())));
        return view(snaps.require(snap.id()), listings.of(snap.id()));
    }

    private ListingChange change(JsonBody body, Snap snap) {
        Map<ListingField, String> texts = new EnumMap<>(ListingField.class);
        for (ListingField field :
                List.of(ListingField.TITLE, ListingField.SUMMARY, ListingField.DESCRIPTION, ListingField.LICENSE)) {
            body.optionalText(field.wireName(), MAX_TEXT).ifPresent(text -> texts.put(field, text));
        }
        Optional<Boolean> followsStable = body.has(ON_RELEASE) ? Optional.of(body.flag(ON_RELEASE)) : Optional.empty();
        return new ListingChange(texts, links(body, snap), followsStable);
    }

    /** What is not said stays as it is. */
    private static Discovery discovery(JsonBody body, Discovery now) {
        return new Discovery(
                body.has("categories") ? body.texts("categories", MAX_TEXT) : now.categories(),
                body.has("keywords") ? body.texts("keywords", MAX_TEXT) : now.keywords(),
                body.has("video_urls") ? body.texts("video_urls", MAX_TEXT) : now.videos(),
                body.has("unlisted") ? body.flag("unlisted") : now.unlisted());
    }

    private Optional<SnapLinks> links(JsonBody body, Snap snap) {
        if (!body.has("links") && !body.has("contact") && !body.has("website")) {
            return Optional.empty();
        }
        SnapLinks links = listings.of(snap.id()).links();
        if (body.has("links")) {
            JsonBody given = body.object("links");
            SortedMap<LinkKind, List<String>> byKind = new TreeMap<>();
            for (String name : given.names()) {
                LinkKind kind =
                        LinkKind.find(name).orElseThrow(() -> given.wrong(name, "there is no such kind of link"));
                byKind.put(kind, given.texts(name, MAX_TEXT));
            }
            links = new SnapLinks(byKind);
        }
        for (LinkKind kind : List.of(LinkKind.CONTACT, LinkKind.WEBSITE)) {
            if (body.has(kind.wireName())) {
                String text = body.text(kind.wireName(), MAX_TEXT);
                links = links.with(kind, text.isEmpty() ? List.of() : List.of(address(kind, text)));
            }
        }
        return Optional.of(links);
    }

    /** People give their e-mail as contact without saying that it is one. */
    private static String address(LinkKind kind, String text) {
        boolean bareEmail = kind == LinkKind.CONTACT && text.contains("@") && !text.contains(":");
        return bareEmail ? "mailto:" + text : text;
    }

    private static Metadata view(Snap snap, Listing listing) {
        Map<String, List<String>> links = new TreeMap<>();
        listing.links().byKind().forEach((kind, addresses) -> links.put(kind.wireName(), addresses));
        return new Metadata(
                listing.title(),
                listing.summary(),
                listing.description(),
                listing.license().orElse(null),
                links,
                listing.discovery().categories(),
                listing.discovery().keywords(),
                listing.discovery().videos(),
                snap.defaultTrack().value(),
                listing.discovery().unlisted(),
                snap.isPrivate(),
                listing.followsStable());
    }
}
