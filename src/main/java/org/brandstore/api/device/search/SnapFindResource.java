package org.brandstore.api.device.search;

import com.fasterxml.jackson.core.JsonGenerator;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.brandstore.api.device.DeviceCallers;
import org.brandstore.api.device.JsonAnswers;
import org.brandstore.api.error.Dialect;
import org.brandstore.api.error.ErrorDialect;
import org.brandstore.catalog.Asker;
import org.brandstore.catalog.CatalogRevision;
import org.brandstore.catalog.CatalogSnap;
import org.brandstore.catalog.DownloadUrls;
import org.brandstore.catalog.SnapJson;
import org.brandstore.catalog.search.Searches;
import org.brandstore.catalog.search.SnapSearch;
import org.brandstore.security.DeviceFace;
import org.brandstore.security.Effect;
import org.brandstore.snap.listing.Discovery;

/** Search, categories, and the daily lists of names (device-api.md 8, 9). */
@Path("/")
@Dialect(ErrorDialect.ERROR_LIST)
public class SnapFindResource {
    /** The most results of a search; there are no pages. */
    private static final int MOST = 100;

    private final DeviceCallers callers;
    private final Searches searches;
    private final SnapJson snapJson;
    private final Clock clock;

    SnapFindResource(DeviceCallers callers, Searches searches, DownloadUrls urls, Clock clock) {
        this.callers = callers;
        this.searches = searches;
        this.snapJson = new SnapJson(urls);
        this.clock = clock;
    }

    @GET
    @Path("v2/snaps/find")
    @DeviceFace
    @Effect(Effect.Reach.READS)
    @NonBlocking
    public Uni<Response> find(@Context HttpServerRequest request) {
        SnapSearch.Query query = query(request);
        return callers.answerLater(request, inquiry -> {
            String architecture = parameter(request, "architecture")
                    .orElse(inquiry.asker().traits().architecture());
            return Uni.createFrom()
                    .completionStage(searches.find(inquiry.asker().view(), architecture, query))
                    .map(this::results);
        });
    }

    private Response results(List<SnapSearch.Hit> hits) {
        return JsonAnswers.of(JsonAnswers.JSON_TYPE, json -> {
            json.writeArrayFieldStart("results");
            for (SnapSearch.Hit hit : hits.stream().limit(MOST).toList()) {
                write(json, hit);
            }
            json.writeEndArray();
        });
    }

    @GET
    @Path("v2/snaps/categories")
    @DeviceFace
    @Effect(Effect.Reach.READS)
    @NonBlocking
    public Uni<Response> categories(@Context HttpServerRequest request) {
        return callers.answer(
                request,
                inquiry -> JsonAnswers.of(
                        JsonAnswers.JSON_TYPE, json -> names(json, "categories", categories(inquiry.asker()))));
    }

    @GET
    @Path("api/v1/snaps/sections")
    @DeviceFace
    @Effect(Effect.Reach.READS)
    @NonBlocking
    public Uni<Response> sections(@Context HttpServerRequest request) {
        return callers.answer(
                request,
                inquiry -> JsonAnswers.of(JsonAnswers.HAL_TYPE, json -> {
                    json.writeObjectFieldStart("_embedded");
                    names(json, "clickindex:sections", categories(inquiry.asker()));
                    json.writeEndObject();
                }));
    }

    /** The client reads this while it comes: the first keys must be these. */
    @GET
    @Path("api/v1/snaps/names")
    @DeviceFace
    @Effect(Effect.Reach.READS)
    @NonBlocking
    public Uni<Response> names(@Context HttpServerRequest request) {
        return callers.answer(request, inquiry -> {
            List<SnapSearch.Hit> hits =
                    all(inquiry.asker(), SnapSearch.Query.everything().of(confinements(request)));
            return JsonAnswers.of(JsonAnswers.HAL_TYPE, json -> {
                json.writeObjectFieldStart("_embedded");
                json.writeArrayFieldStart("clickindex:package");
                for (SnapSearch.Hit hit : hits) {
                    writeName(json, hit);
                }
                json.writeEndArray();
                json.writeEndObject();
            });
        });
    }

    private static SnapSearch.Query query(HttpServerRequest request) {
        Optional<String> category = parameter(request, "category").or(() -> parameter(request, "section"));
        List<String> words = parameter(request, "q")
                .map(text -> List.of(text.strip().split("\\s+")))
                .orElse(List.of());
        return new SnapSearch.Query(
                words,
                category.filter(name -> !name.equals(Discovery.FEATURED)),
                parameter(request, "name"),
                parameter(request, "common-id"),
                confinements(request),
                parameter(request, "channel").filter("stable"::equals).isPresent());
    }

    private void write(JsonGenerator json, SnapSearch.Hit hit) throws IOException {
        CatalogSnap snap = hit.snap();
        CatalogRevision revision = hit.channel().revision();
        json.writeStartObject();
        json.writeStringField("name", snap.name());
        json.writeStringField("snap-id", snap.id());
        json.writeObjectFieldStart("snap");
        snapJson.writeSnap(json, snap.facts());
        json.writeEndObject();
        json.writeObjectFieldStart("revision");
        snapJson.writeRevision(json, revision.facts());
        snapJson.writeApps(json, snap.facts(), revision.apps());
        json.writeStringField("channel", ChannelNames.shortName(hit.channel().channel()));
        json.writeObjectFieldStart("download");
        json.writeNumberField("size", revision.facts().file().size());
        json.writeEndObject();
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void writeName(JsonGenerator json, SnapSearch.Hit hit) throws IOException {
        CatalogSnap.Facts snap = hit.snap().facts();
        CatalogRevision revision = hit.channel().revision();
        json.writeStartObject();
        json.writeStringField("package_name", snap.name());
        json.writeStringField("version", revision.facts().version());
        json.writeStringField(
                "title",
                snap.texts().title().isEmpty() ? snap.name() : snap.texts().title());
        json.writeStringField("summary", snap.texts().summary());
        json.writeArrayFieldStart("apps");
        for (String app : revision.apps().names()) {
            json.writeString(app);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("aliases");
        json.writeEndArray();
        json.writeEndObject();
    }

    private List<SnapSearch.Hit> all(Asker asker, SnapSearch.Query query) {
        return SnapSearch.find(asker.view(), asker.traits().architecture(), query, clock.instant());
    }

    /** The one that everything is in, which a search for nothing shows, and those of the snaps that the asker could find. */
    private List<String> categories(Asker asker) {
        return Stream.concat(
                        Stream.of(Discovery.FEATURED),
                        all(asker, SnapSearch.Query.everything()).stream()
                                .flatMap(hit -> hit.snap().facts().texts().extras().discovery().categories().stream())
                                .sorted())
                .distinct()
                .toList();
    }

    private static void names(JsonGenerator json, String key, List<String> names) throws IOException {
        json.writeArrayFieldStart(key);
        for (String name : names) {
            json.writeStartObject();
            json.writeStringField("name", name);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static Set<String> confinements(HttpServerRequest request) {
        return parameter(request, "confinement").stream()
                .flatMap(list -> Stream.of(list.split(",")))
                .collect(Collectors.toSet());
    }

    private static Optional<String> parameter(HttpServerRequest request, String name) {
        return Optional.ofNullable(request.getParam(name)).filter(value -> !value.isEmpty());
    }
}
