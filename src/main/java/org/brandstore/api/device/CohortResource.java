package org.brandstore.api.device;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.brandstore.api.error.Dialect;
import org.brandstore.api.error.ErrorDialect;
import org.brandstore.catalog.CatalogSnap;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.refresh.CohortKeys;
import org.brandstore.security.DeviceFace;
import org.brandstore.security.Effect;
import org.brandstore.security.SmallBody;

/** Cohort keys (device-api.md 11). Only 200 is success. */
@Path("/v2/cohorts")
@Dialect(ErrorDialect.ERROR_LIST)
public class CohortResource {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int MOST_SNAPS = 1_000;
    private static final int MAX_BYTES = 1 << 16;

    private final DeviceCallers callers;
    private final CohortKeys cohorts;
    private final Clock clock;

    CohortResource(DeviceCallers callers, CohortKeys cohorts, Clock clock) {
        this.callers = callers;
        this.cohorts = cohorts;
        this.clock = clock;
    }

    @POST
    @DeviceFace
    @Effect(Effect.Reach.READS)
    @SmallBody(MAX_BYTES)
    @NonBlocking
    @Consumes(MediaType.WILDCARD)
    public Uni<Response> create(@Context HttpServerRequest request, byte[] body) {
        List<String> names = read(body);
        return callers.answer(request, inquiry -> {
            Map<String, String> keys = new LinkedHashMap<>();
            for (String name : new LinkedHashSet<>(names)) {
                CatalogSnap snap = inquiry.asker()
                        .view()
                        .findByName(name)
                        .orElseThrow(() -> new StoreException(ErrorCode.NAME_NOT_FOUND, "snap not found by name"));
                keys.put(name, cohorts.make(snap.id(), clock.instant()));
            }
            return JsonAnswers.of(JsonAnswers.JSON_TYPE, json -> {
                json.writeObjectFieldStart("cohort-keys");
                for (Map.Entry<String, String> key : keys.entrySet()) {
                    json.writeStringField(key.getKey(), key.getValue());
                }
                json.writeEndObject();
            });
        });
    }

    private static List<String> read(byte[] body) {
        List<String> snaps = List.of();
        try (JsonParser parser = JSON.createParser(body)) {
            JsonFields json = new JsonFields(parser, MOST_SNAPS);
            json.begin();
            while (json.nextField()) {
                if (json.name().equals("snaps")) {
                    snaps = json.texts();
                } else {
                    json.skip();
                }
            }
            return snaps;
        } catch (IOException e) {
            throw UnreadableJson.of(e);
        }
    }
}
