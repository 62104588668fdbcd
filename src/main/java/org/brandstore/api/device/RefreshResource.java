package org.brandstore.api.device;

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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.brandstore.api.error.Dialect;
import org.brandstore.api.error.ErrorDialect;
import org.brandstore.device.DeviceIdentity;
import org.brandstore.device.fleet.CheckIns;
import org.brandstore.refresh.AssertionGroup;
import org.brandstore.refresh.AssertionNews;
import org.brandstore.refresh.CatalogView;
import org.brandstore.refresh.CohortKeys;
import org.brandstore.refresh.ContextSnap;
import org.brandstore.refresh.DownloadUrls;
import org.brandstore.refresh.PutOff;
import org.brandstore.refresh.RefreshDecider;
import org.brandstore.refresh.RefreshDecision;
import org.brandstore.refresh.RefreshRequest;
import org.brandstore.refresh.SnapAction;
import org.brandstore.refresh.rule.DeviceRules;
import org.brandstore.security.DeviceFace;
import org.brandstore.security.Effect;
import org.brandstore.security.SmallBody;
import org.jspecify.annotations.Nullable;

/** The one call by which devices update, install, download and check assertions (device-api.md 6). Answered from memory. */
@Path("/v2/snaps/refresh")
@Dialect(ErrorDialect.ERROR_LIST)
public class RefreshResource {
    private final DeviceCallers callers;
    private final CheckIns checkIns;
    private final RefreshDecider decider;
    private final DeltaOffers deltas;
    private final DownloadUrls urls;
    private final DeviceQuota quota;
    private final Admission admission;
    private final Clock clock;

    RefreshResource(
            DeviceCallers callers,
            CheckIns checkIns,
            CohortKeys cohorts,
            DeltaOffers deltas,
            DownloadUrls urls,
            DeviceQuota quota,
            Admission admission,
            Clock clock) {
        this.callers = callers;
        this.checkIns = checkIns;
        this.decider = new RefreshDecider(cohorts);
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
        return callers.answer(request, quota::countRefresh, inquiry -> {
            try {
                return answer(inquiry, RefreshRequestReader.read(body), context);
            } catch (IOException e) {
                throw UnreadableJson.of(e);
            }
        });
    }

    private Response answer(DeviceCallers.Inquiry inquiry, RefreshRequest request, RoutingContext context) {
        Instant now = clock.instant();
        List<SnapAction> actions = request.actions();
        InstalledSnaps installed = new InstalledSnaps(request.context());
        DeviceRules rules = rules(inquiry, request);
        boolean acceptsDeltas = DeltaOffers.accepts(inquiry.headers());
        List<@Nullable ContextSnap> present = new ArrayList<>(actions.size());
        List<RefreshDecision> decisions = new ArrayList<>(actions.size());
        for (int i = 0; i < actions.size(); i++) {
            SnapAction action = actions.get(i);
            present.add(installed.find(action.instanceKey(), i));
            decisions.add(decider.decide(inquiry.asker(), rules, action, present.get(i), now));
        }
        if (inquiry.asker().traits().scheduled() && admission.isBusy()) {
            decisions = PutOff.updates(actions, decisions, present);
        }
        long length = RefreshAnswer.length(decisions);
        admission.takeAnswer(context, length);
        RefreshAnswer answer = new RefreshAnswer(Math.toIntExact(length));
        for (int i = 0; i < actions.size(); i++) {
            SnapAction action = actions.get(i);
            RefreshDecision decision = decisions.get(i);
            answer.add(action, decision, acceptsDeltas ? deltas.json(decision, present.get(i)) : DeltaOffers.NONE);
        }
        for (AssertionGroup group : request.assertions()) {
            answer.add(AssertionNews.find(inquiry.asker(), inquiry.catalog(), group, request.maxFormats()), urls);
        }
        takeInventory(inquiry.asker().device(), request);
        return Response.ok(answer.finish(), MediaType.APPLICATION_JSON_TYPE).build();
    }

    private static DeviceRules rules(DeviceCallers.Inquiry inquiry, RefreshRequest request) {
        CatalogView view = inquiry.asker().view();
        return inquiry.catalog()
                .rules()
                .on(request::installedIds, id -> view.findById(id).isPresent());
    }

    private void takeInventory(@Nullable DeviceIdentity device, RefreshRequest request) {
        if (device != null && request.isInventory()) {
            checkIns.offer(
                    device,
                    request.context().stream().map(ContextSnap::installed).toList());
        }
    }
}
