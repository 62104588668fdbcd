package org.brandstore.api.door;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.util.AttributeKey;
import io.quarkus.arc.Unremovable;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.HttpServerConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.brandstore.device.DeviceRef;
import org.brandstore.device.session.SessionCheck;
import org.brandstore.device.session.Sessions;
import org.brandstore.security.login.ClientAddress;
import org.brandstore.security.login.LoginConfig;
import org.jspecify.annotations.Nullable;

/** Decides who comes in: connections by client, requests by client, by device, and by kind. */
@ApplicationScoped
@Unremovable
public class Door implements Gate {
    /** Set while a request is handled, by the one event loop of its connection. */
    static final AttributeKey<Visit> VISIT = AttributeKey.valueOf(Door.class, "visit");

    private static final String ALL = "all";
    private static final String LARGE = "large-body";

    private final DoorConfig config;
    private final LoginConfig login;
    private final Sessions sessions;
    private final BodyBudget budget;
    private final Refusals refusals;
    private final Headcount connections = new Headcount();
    private final Headcount requests = new Headcount();
    private final Headcount uploads = new Headcount();

    Door(DoorConfig config, LoginConfig login, Sessions sessions, BodyBudget budget, MeterRegistry meters) {
        this.config = config;
        this.login = login;
        this.sessions = sessions;
        this.budget = budget;
        this.refusals = new Refusals(meters);
        Gauge.builder("brandstore.door.connections", connections, present -> present.of(ALL))
                .description("Connections of clients")
                .register(meters);
    }

    /** Whether the request that is being handled has a valid session of a device. */
    public static boolean isDevice(HttpServerRequest request) {
        if (!(request.connection() instanceof HttpServerConnection connection)) {
            return false;
        }
        @Nullable Visit visit = connection.channelHandlerContext().channel().attr(VISIT).get();
        return visit != null && visit.isDevice();
    }

    @Override
    public BodyBudget budget() {
        return budget;
    }

    @Override
    public Pace newPace() {
        return new Pace(
                config.patience().toNanos(), Math.max(1, config.leastRate().asLongValue()));
    }

    @Override
    public void refused(Refusals.Reason reason) {
        refusals.count(reason);
    }

    /** Lets a connection in until it is closed, or says that it may not be. */
    boolean admit(Channel connection) {
        String client = login.proxies() == 0 ? "client " + address(connection) : "";
        if (!connections.enter(ALL, config.connections())) {
            return false;
        }
        if (!client.isEmpty() && !connections.enter(client, config.connectionsPerClient())) {
            connections.leave(ALL);
            return false;
        }
        connection.closeFuture().addListener(closed -> {
            connections.leave(ALL);
            if (!client.isEmpty()) {
                connections.leave(client);
            }
        });
        return true;
    }

    @Override
    public Optional<Visit> admit(Channel connection, HttpRequest head, boolean largeBody) {
        CallKind asked = CallKind.ofStranger(head.uri());
        @Nullable DeviceRef device = asked.isForDevices() ? device(head.headers()) : null;
        CallKind kind = device == null ? asked : CallKind.DEVICE;
        List<Runnable> places = new ArrayList<>(2);
        boolean admitted = device != null
                ? enter(places, requests, "device " + device, config.requestsPerDevice())
                : admitStranger(places, kind, client(connection, head.headers()));
        if (admitted && largeBody && kind != CallKind.UPLOAD) {
            admitted = enter(places, requests, LARGE, config.largeBodies());
        }
        Visit visit = new Visit(kind, device, places);
        if (!admitted) {
            visit.end();
            return Optional.empty();
        }
        return Optional.of(visit);
    }

    private boolean admitStranger(List<Runnable> places, CallKind kind, String client) {
        BooleanSupplier within = () -> enter(places, requests, kind + " of " + client, config.requestsPerClient());
        return switch (kind) {
            // a whole factory has one address
            case REGISTRATION -> enter(places, requests, "registration", config.registrations());
            case UPLOAD -> enter(places, uploads, client, config.uploadsPerClient());
            case PEOPLE -> within.getAsBoolean() && enter(places, requests, "people", config.people());
            case STRANGER, DEVICE -> within.getAsBoolean();
        };
    }

    private static boolean enter(List<Runnable> places, Headcount count, String whose, int most) {
        if (!count.enter(whose, most)) {
            return false;
        }
        places.add(() -> count.leave(whose));
        return true;
    }

    /** Whose valid session it is, or null. Asks nothing but memory. */
    private @Nullable DeviceRef device(HttpHeaders headers) {
        String value = headers.get("Snap-Device-Authorization");
        if (value == null) {
            value = headers.get("X-Device-Authorization");
        }
        return value != null && sessions.verify(SessionHeader.root(value)) instanceof SessionCheck.Valid valid
                ? valid.device().ref()
                : null;
    }

    private String client(Channel connection, HttpHeaders headers) {
        return ClientAddress.of(headers.getAll(ClientAddress.FORWARDED_FOR), address(connection), login.proxies());
    }

    private static String address(Channel connection) {
        return connection.remoteAddress() instanceof InetSocketAddress address && address.getAddress() != null
                ? ClientAddress.network(address.getAddress().getHostAddress())
                : "unknown";
    }
}
