package org.brandstore.api.publisher.listing;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.List;
import org.brandstore.account.credential.Permission;
import org.brandstore.api.error.Dialect;
import org.brandstore.api.error.ErrorDialect;
import org.brandstore.api.publisher.CallerSnaps;
import org.brandstore.catalog.DownloadUrls;
import org.brandstore.security.Effect;
import org.brandstore.security.Limits;
import org.brandstore.security.OnSnap;
import org.brandstore.security.Requires;
import org.brandstore.snap.Snap;
import org.brandstore.snap.SnapOperation;
import org.brandstore.snap.listing.ChangeMode;
import org.brandstore.snap.listing.Listing;
import org.brandstore.snap.listing.Listings;
import org.brandstore.snap.listing.SnapMedium;
import org.jspecify.annotations.Nullable;

/**
 * Icon and screenshots of a snap (publisher-api.md 4.14). A request lists all pictures that are to be there afterwards; those
 * that are new come with it. {@code POST} keeps what a person chose in the store, {@code PUT} overwrites it.
 */
@Path("/dev/api/snaps/{id}/binary-metadata")
@Dialect(ErrorDialect.ERROR_LIST_UNDERSCORE)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
public class BinaryMetadataResource {
    /** A picture as the tool reads it and sends it back. */
    record Item(
            @JsonProperty("type") String type,
            @JsonProperty("hash") String hash,
            @JsonProperty("filename") String filename,
            @JsonProperty("url") String url) {}

    private final CallerSnaps callerSnaps;
    private final Listings listings;
    private final PictureForms forms;
    private final DownloadUrls urls;

    BinaryMetadataResource(CallerSnaps callerSnaps, Listings listings, PictureForms forms, DownloadUrls urls) {
        this.callerSnaps = callerSnaps;
        this.listings = listings;
        this.forms = forms;
        this.urls = urls;
    }

    @GET
    @Requires(value = Permission.PACKAGE_ACCESS, limits = Limits.NO_CHANNEL)
    @OnSnap(SnapOperation.SEE)
    @Effect(Effect.Reach.READS)
    public List<Item> list(@PathParam("id") String id) {
        return items(listings.of(callerSnaps.byId(id).id()));
    }

    @POST
    @Blocking
    @Requires(value = Permission.PACKAGE_UPDATE, limits = Limits.NO_CHANNEL)
    @OnSnap(SnapOperation.PUBLISH)
    @Effect(Effect.Reach.RECORD)
    public List<Item> keep(
            @PathParam("id") String id, @HeaderParam("Content-Type") @Nullable String contentType, InputStream form) {
        return change(id, contentType, form, ChangeMode.KEEP_EDITED);
    }

    @PUT
    @Blocking
    @Requires(value = Permission.PACKAGE_UPDATE, limits = Limits.NO_CHANNEL)
    @OnSnap(SnapOperation.PUBLISH)
    @Effect(Effect.Reach.RECORD)
    public List<Item> force(
            @PathParam("id") String id, @HeaderParam("Content-Type") @Nullable String contentType, InputStream form) {
        return change(id, contentType, form, ChangeMode.OVERWRITE);
    }

    private List<Item> change(String id, @Nullable String contentType, InputStream form, ChangeMode mode) {
        Snap snap = callerSnaps.byId(id);
        List<SnapMedium> wanted = forms.read(form, contentType, listings.of(snap.id()));
        return items(listings.illustrate(
                snap.id(), wanted, mode, callerSnaps.caller().actor()));
    }

    private List<Item> items(Listing listing) {
        return listing.media().stream()
                .map(medium -> new Item(
                        medium.type().wireName(), medium.sha256(), medium.filename(), urls.icon(medium.digest())))
                .toList();
    }
}
