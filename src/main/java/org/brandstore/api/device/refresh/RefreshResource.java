package org.brandstore.api.device.refresh;

import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import org.brandstore.api.device.DeviceCallers;
import org.brandstore.api.device.DeviceQuota;
import org.brandstore.api.device.UnreadableJson;
import org.brandstore.api.error.Dialect;
import org.brandstore.api.error.ErrorDialect;
import org.brandstore.catalog.DownloadUrls;
import org.brandstore.catalog.assertion.AssertionGroup;
import org.brandstore.catalog.assertion.AssertionNews;
import org.brandstore.device.DeviceIdentity;
import org.brandstore.refresh.RefreshDecider;
import org.brandstore.refresh.RefreshDecision;
import org.brandstore.refresh.StoreStates;
import org.brandstore.refresh.question.DeviceFacts;
import org.brandstore.refresh.question.Question;
import org.brandstore.refresh.question.RefreshRequest;
import org.brandstore.security.DeviceFace;
import org.brandstore.security.Effect;
import org.brandstore.security.SmallBody;

/** The one call by which devices update, install, download and check assertions (device-api.md 6). Answered from memory. */
@Path("/v2/snaps/refresh")
@Dialect(ErrorDialect.ERROR_LIST)
public class RefreshResource {
    private final DeviceCallers callers;
    private final RefreshNotes notes;
    private final RefreshDecider decider;
    private final StoreStates states;
    private final Descriptions descriptions;
    private final DeltaOffers deltas;
    private final DownloadUrls urls;
    private final DeviceQuota quota;
    private final Admission admission;
    private final Clock clock;

    RefreshResource(
            DeviceCallers callers,
            RefreshNotes notes,
            RefreshDecider decider,
            StoreStates states,
            Descriptions descriptions,
            DeltaOffers deltas,
            DownloadUrls urls,
            DeviceQuota quota,
            Admission admission,
            Clock clock) {
        this.callers = callers;
        this.notes = notes;
        this.decider = decider;
        this.states = states;
        this.descriptions = descriptions;
        this.deltas = deltas;
        this.urls = urls;
        this.quota = quota;
        this.admission = admission;
        this.clock = clock;
    }

    @POST
    @DeviceFace
    @Effect(Effect.Reach.READS)
    @SmallBody(RefreshRequestReader.MAX_BYTES)
    @NonBlocking
    @Consumes(MediaType.WILDCARD)
    public Uni<Response> refresh(@Context HttpServerRequest request, @Context RoutingContext context, byte[] body) {
        return callers.answerLater(request, quota::countRefresh, inquiry -> {
            try {
                return answer(inquiry, RefreshRequestReader.read(body), body, context);
            } catch (IOException e) {
                throw UnreadableJson.of(e);
            }
        });
    }

    private Uni<Response> answer(
            DeviceCallers.Inquiry inquiry, RefreshRequest request, byte[] body, RoutingContext context) {
        DeviceIdentity device = inquiry.asker().device();
        DeviceFacts facts = new DeviceFacts(
                inquiry.viewer(), inquiry.asker().traits(), DeltaOffers.accepts(inquiry.headers()), request.context());
        Question question = new Question(request.actions(), admission.isBusy());
        if (device != null && request.isInventory()) {
            notes.asked(device, facts, question, body);
        }
        List<RefreshDecision> decisions =
                decider.decide(facts, question, states.with(inquiry.catalog()), clock.instant());
        return descriptions.of(decisions).map(described -> {
            Response answer = answer(inquiry, request, described, context);
            if (device != null) {
                notes.answered(device, facts, question, described);
            }
            return answer;
        });
    }

    private Response answer(
            DeviceCallers.Inquiry inquiry, RefreshRequest request, List<Described> decisions, RoutingContext context) {
        long length = RefreshAnswer.length(decisions);
        admission.takeAnswer(context, length);
        RefreshAnswer answer = new RefreshAnswer(Math.toIntExact(length));
        for (int i = 0; i < decisions.size(); i++) {
            Described one = decisions.get(i);
            answer.add(request.actions().get(i), one, deltas.json(one.decision()));
        }
        for (AssertionGroup group : request.assertions()) {
            answer.add(AssertionNews.find(inquiry.asker(), inquiry.catalog(), group, request.maxFormats()), urls);
        }
        return Response.ok(answer.finish(), MediaType.APPLICATION_JSON_TYPE).build();
    }
}
