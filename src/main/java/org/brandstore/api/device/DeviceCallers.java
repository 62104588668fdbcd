package org.brandstore.api.device;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.brandstore.catalog.Asker;
import org.brandstore.catalog.Catalog;
import org.brandstore.catalog.Viewer;
import org.brandstore.catalog.read.Catalogs;
import org.brandstore.device.DeviceIdentity;
import org.brandstore.device.DeviceRef;
import org.brandstore.device.session.SessionCheck;
import org.brandstore.device.session.Sessions;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;

/**
 * Finds out who asks. What a device sees comes from its session alone; without one, an image builder's credential and the
 * store that it names count; without either, no snap is seen at all. The store header of a stranger changes nothing.
 */
@ApplicationScoped
public class DeviceCallers {
    private final Sessions sessions;
    private final Catalogs catalogs;
    private final ImageBuilders builders;
    private final DeviceQuota quota;

    DeviceCallers(Sessions sessions, Catalogs catalogs, ImageBuilders builders, DeviceQuota quota) {
        this.sessions = sessions;
        this.catalogs = catalogs;
        this.builders = builders;
        this.quota = quota;
    }

    /** Who asks, and the catalog to answer from. */
    public record Inquiry(Viewer viewer, Asker asker, Catalog catalog, DeviceHeaders headers) {
        static Inquiry of(Viewer viewer, Catalog catalog, DeviceHeaders headers) {
            return new Inquiry(viewer, Asker.of(viewer, catalog, headers.traits()), catalog, headers);
        }
    }

    /**
     * Answers on the calling thread if it can find out who asks without waiting, which is so for all devices, and else on
     * a worker.
     *
     * @param answer must not wait for anything
     * @throws StoreException {@link ErrorCode#TOO_MANY_REQUESTS} if the device has asked too often
     */
    public Uni<Response> answer(HttpServerRequest request, Function<Inquiry, Response> answer) {
        return answerLater(request, inquiry -> Uni.createFrom().item(answer.apply(inquiry)));
    }

    /**
     * The same with an answer that may come later.
     *
     * @param answer must not make the calling thread wait for anything
     */
    public Uni<Response> answerLater(HttpServerRequest request, Function<Inquiry, Uni<Response>> answer) {
        return answerLater(request, quota::countOther, answer);
    }

    /** The same, with another limit of how often one device may ask. */
    public Uni<Response> answerLater(
            HttpServerRequest request, Consumer<DeviceRef> count, Function<Inquiry, Uni<Response>> answer) {
        DeviceHeaders headers = new DeviceHeaders(request);
        Optional<String> session = headers.session();
        Optional<String> authorization = headers.authorization();
        if (session.isEmpty() && authorization.isPresent()) {
            return Uni.createFrom()
                    .item(() -> builder(headers, authorization.get()))
                    .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                    .flatMap(answer::apply);
        }
        return answer.apply(session.map(token -> device(headers, token, count)).orElseGet(() -> stranger(headers)));
    }

    /**
     * Who asks; may wait for the database.
     *
     * @throws StoreException {@link ErrorCode#TOO_MANY_REQUESTS} if the device has asked too often
     */
    public Inquiry identify(HttpServerRequest request) {
        DeviceHeaders headers = new DeviceHeaders(request);
        Optional<String> session = headers.session();
        if (session.isPresent()) {
            return device(headers, session.get(), quota::countOther);
        }
        return headers.authorization()
                .map(authorization -> builder(headers, authorization))
                .orElseGet(() -> stranger(headers));
    }

    private Inquiry device(DeviceHeaders headers, String token, Consumer<DeviceRef> count) {
        DeviceIdentity device = switch (sessions.verify(token)) {
            case SessionCheck.Valid valid -> valid.device();
            case SessionCheck.Expired expired -> throw new SessionRefusedException(true);
            case SessionCheck.Invalid invalid -> throw new SessionRefusedException(true);
            case SessionCheck.Revoked revoked -> throw new SessionRefusedException(false);
        };
        count.accept(device.ref());
        return Inquiry.of(new Viewer.Device(device), catalogs.current(), headers);
    }

    private Inquiry builder(DeviceHeaders headers, String authorization) {
        Viewer viewer = builders.store(authorization, headers.store())
                .<Viewer>map(Viewer.ImageBuilder::new)
                .orElseGet(Viewer.Stranger::new);
        return Inquiry.of(viewer, catalogs.current(), headers);
    }

    private Inquiry stranger(DeviceHeaders headers) {
        return Inquiry.of(new Viewer.Stranger(), catalogs.current(), headers);
    }
}
