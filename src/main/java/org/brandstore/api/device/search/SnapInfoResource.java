package org.brandstore.api.device.search;

import com.fasterxml.jackson.core.JsonGenerator;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import org.brandstore.api.device.DeviceCallers;
import org.brandstore.api.device.JsonAnswers;
import org.brandstore.api.error.Dialect;
import org.brandstore.api.error.ErrorDialect;
import org.brandstore.catalog.CatalogRevision;
import org.brandstore.catalog.CatalogSnap;
import org.brandstore.catalog.DownloadUrls;
import org.brandstore.catalog.SnapJson;
import org.brandstore.naming.Track;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.security.DeviceFace;
import org.brandstore.security.Effect;
import org.brandstore.snap.Snap;
import org.jspecify.annotations.Nullable;

/** All about one snap (device-api.md 7). A snap without an open channel for the architecture is not found. */
@Path("/v2/snaps/info")
@Dialect(ErrorDialect.ERROR_LIST)
public class SnapInfoResource {
    private final DeviceCallers callers;
    private final PublisherLookups publishers;
    private final SnapJson snapJson;
    private final Clock clock;

    SnapInfoResource(DeviceCallers callers, PublisherLookups publishers, DownloadUrls urls, Clock clock) {
        this.callers = callers;
        this.publishers = publishers;
        this.snapJson = new SnapJson(urls);
        this.clock = clock;
    }

    @GET
    @Path("/{name}")
    @DeviceFace
    @Effect(Effect.Reach.READS)
    @NonBlocking
    public Uni<Response> info(
            @Context HttpServerRequest request,
            @PathParam("name") String name,
            @QueryParam("architecture") @Nullable String architecture) {
        if (PublisherLookups.concerns(request)) {
            return Uni.createFrom()
                    .item(() -> toPublisher(publishers.find(request, name)))
                    .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
        }
        return callers.answer(request, inquiry -> {
            String wanted = architecture == null ? inquiry.asker().traits().architecture() : architecture;
            CatalogSnap snap = inquiry.asker().view().findByName(name).orElseThrow(SnapInfoResource::notFound);
            List<CatalogSnap.OpenChannel> channels = snap.openChannels(wanted, clock.instant());
            if (channels.isEmpty()) {
                throw notFound();
            }
            return JsonAnswers.of(JsonAnswers.JSON_TYPE, json -> write(json, snap, channels, wanted));
        });
    }

    private static Response toPublisher(Snap snap) {
        return JsonAnswers.of(JsonAnswers.JSON_TYPE, json -> {
            json.writeStringField("name", snap.name().value());
            json.writeStringField("snap-id", snap.id().value());
        });
    }

    private void write(
            JsonGenerator json, CatalogSnap snap, List<CatalogSnap.OpenChannel> channels, String architecture)
            throws IOException {
        json.writeStringField("name", snap.name());
        json.writeStringField("snap-id", snap.id());
        json.writeStringField(
                "default-track",
                snap.facts().findDefaultTrack().map(Track::value).orElse(null));
        json.writeObjectFieldStart("snap");
        snapJson.writeSnap(json, snap.facts());
        json.writeEndObject();
        json.writeArrayFieldStart("channel-map");
        for (CatalogSnap.OpenChannel open : channels) {
            json.writeStartObject();
            writeChannel(json, open, architecture);
            CatalogRevision.Facts revision = open.revision().facts();
            snapJson.writeRevision(json, revision);
            snapJson.writeApps(json, snap.facts(), open.revision().apps());
            snapJson.writeResources(json, snap.id(), open.revision().resources());
            json.writeObjectFieldStart("download");
            snapJson.writeFile(json, snap.id(), revision);
            json.writeArrayFieldStart("deltas");
            json.writeEndArray();
            json.writeEndObject();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writeChannel(JsonGenerator json, CatalogSnap.OpenChannel open, String architecture)
            throws IOException {
        json.writeObjectFieldStart("channel");
        json.writeStringField("architecture", architecture);
        json.writeStringField("name", ChannelNames.shortName(open.channel()));
        json.writeStringField("track", open.channel().track().value());
        json.writeStringField("risk", open.channel().risk().wireName());
        json.writeStringField("released-at", open.releasedAt().toString());
        json.writeEndObject();
    }

    private static StoreException notFound() {
        return new StoreException(ErrorCode.RESOURCE_NOT_FOUND, "no snap with this name for this architecture");
    }
}
