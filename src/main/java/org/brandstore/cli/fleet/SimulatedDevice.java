package org.brandstore.cli.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionDatabase;
import org.brandstore.assertion.AssertionType;
import org.brandstore.assertion.Headers;
import org.brandstore.assertion.codec.AssertionStreamDecoder;
import org.brandstore.assertion.codec.AssertionStreams;
import org.brandstore.assertion.codec.Assertions;
import org.brandstore.assertion.crypto.AssertionSigner;
import org.brandstore.naming.Sha3_384;
import org.jspecify.annotations.Nullable;

/** One device: its key, its signed model, what it runs, and the protocol steps in the order in which snapd takes them. */
final class SimulatedDevice {
    private static final byte[] NO_BODY = new byte[0];

    private final DeviceWire wire;
    private final VerifiedDownload downloads;
    private final Clock clock;
    private final AssertionSigner key;
    private final Assertion model;
    private final String architecture;
    private final Map<String, SimulatedSnap> installed = new LinkedHashMap<>();
    private @Nullable Assertion serial;
    private @Nullable String session;

    /** @param trustRoot a database that trusts the store's root only; this device's own */
    SimulatedDevice(DeviceWire wire, AssertionDatabase trustRoot, Clock clock, AssertionSigner key, Assertion model) {
        this.wire = wire;
        this.downloads = new VerifiedDownload(wire, trustRoot);
        this.clock = clock;
        this.key = key;
        this.model = model;
        this.architecture = model.headers().findText("architecture").orElse("amd64");
    }

    /** The same device, its serial and its key, in front of another store process; it has no session there yet. */
    SimulatedDevice at(DeviceWire other, AssertionDatabase trustRoot) {
        SimulatedDevice moved = new SimulatedDevice(other, trustRoot, clock, key, model);
        moved.serial = serial;
        return moved;
    }

    /** Gets a serial in the factory (device-api.md 4). */
    void register() {
        Headers request = Headers.builder()
                .put("brand-id", model.text("brand-id"))
                .put("model", model.text("model"))
                .put("request-id", wire.requestId())
                .put("device-key", key.publicKey().encoded())
                .build();
        Assertion signed = sign(AssertionType.SERIAL_REQUEST, request);
        byte[] answer = wire.serial(AssertionStreams.join(List.of(signed, model)));
        useSerial(AssertionStreamDecoder.decodeAll(answer).stream()
                .filter(assertion -> assertion.type() == AssertionType.SERIAL)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the answer to the serial request holds no serial")));
    }

    /** Takes a serial that came from elsewhere; a forger's device does this. */
    void useSerial(Assertion given) {
        serial = given;
    }

    /** Opens a session and keeps it (device-api.md 3). */
    void openSession() {
        Reply reply = requestSession(wire.nonce()).mustBeOk("the session request");
        session = wire.read(reply).path("macaroon").asText();
    }

    /** Asks for a session with the given nonce; the raw answer, nothing is kept. */
    Reply requestSession(String nonce) {
        Assertion own = requireSerial();
        Headers request = Headers.builder()
                .put("brand-id", own.text("brand-id"))
                .put("model", own.text("model"))
                .put("serial", own.text("serial"))
                .put("nonce", nonce)
                .put(
                        "timestamp",
                        clock.instant().truncatedTo(ChronoUnit.SECONDS).toString())
                .build();
        return wire.session(sign(AssertionType.DEVICE_SESSION_REQUEST, request), own, model);
    }

    /** The raw answer to an attempt to install a snap by name; nothing is downloaded. */
    Reply askFor(String name) {
        return wire.refresh(installRequest(List.of(name)), headers(), false);
    }

    /** Installs snaps by name from {@code latest/stable}; throws if one is not offered. */
    void install(Collection<String> names) {
        for (JsonNode result : results(installRequest(names), false)) {
            if (!"install".equals(result.path("result").asText())) {
                throw new IllegalStateException("not offered: " + result);
            }
            take(result.path("snap"), "latest/stable");
        }
    }

    /**
     * Asks what to update, as the automatic refresh does, and updates.
     *
     * @return the snaps that changed
     */
    List<SimulatedSnap> poll() {
        ObjectNode body = wire.newObject();
        ArrayNode context = body.putArray("context");
        ArrayNode actions = body.putArray("actions");
        for (SimulatedSnap snap : installed.values()) {
            ObjectNode entry = context.addObject()
                    .put("snap-id", snap.snapId())
                    .put("instance-key", snap.snapId())
                    .put("revision", snap.revision())
                    .put("tracking-channel", snap.channel());
            entry.putObject("epoch").putArray("read").add(0);
            ((ObjectNode) entry.get("epoch")).putArray("write").add(0);
            actions.addObject()
                    .put("action", "refresh")
                    .put("instance-key", snap.snapId())
                    .put("snap-id", snap.snapId())
                    .put("channel", snap.channel());
        }
        fields(body);
        List<SimulatedSnap> changed = new ArrayList<>();
        for (JsonNode result : results(body, true)) {
            JsonNode snap = result.path("snap");
            SimulatedSnap current = installed.get(snap.path("name").asText());
            if ("refresh".equals(result.path("result").asText())
                    && current != null
                    && snap.path("revision").asInt() != current.revision()) {
                changed.add(take(snap, current.channel()));
            }
        }
        return changed;
    }

    Optional<SimulatedSnap> find(String name) {
        return Optional.ofNullable(installed.get(name));
    }

    boolean isModel(String name) {
        return model.text("model").equals(name);
    }

    Assertion requireSerial() {
        Assertion own = serial;
        if (own == null) {
            throw new IllegalStateException("the device has no serial yet");
        }
        return own;
    }

    private SimulatedSnap take(JsonNode snap, String channel) {
        SimulatedSnap offered = new SimulatedSnap(
                snap.path("name").asText(),
                snap.path("snap-id").asText(),
                snap.path("revision").asInt(),
                snap.path("version").asText(),
                channel);
        JsonNode download = snap.path("download");
        byte[] blob = wire.blob(URI.create(download.path("url").asText()), headers())
                .mustBeOk("the download of " + offered.name())
                .body();
        Sha3_384 digest = digest(blob);
        if (!digest.hex().equals(download.path("sha3-384").asText())) {
            throw new IllegalStateException("the download of " + offered.name() + " has another hash than announced");
        }
        downloads.verify(digest, blob.length, offered, headers());
        installed.put(offered.name(), offered);
        return offered;
    }

    /** The results of a refresh call; an expired session is renewed once, as snapd does. */
    private Iterable<JsonNode> results(ObjectNode body, boolean scheduled) {
        Reply reply = wire.refresh(body, headers(), scheduled);
        if (reply.wantsNewSession()) {
            openSession();
            reply = wire.refresh(body, headers(), scheduled);
        }
        return wire.read(reply.mustBeOk("the refresh call")).path("results");
    }

    private ObjectNode installRequest(Collection<String> names) {
        ObjectNode body = wire.newObject();
        body.putArray("context");
        ArrayNode actions = body.putArray("actions");
        int number = 0;
        for (String name : names) {
            number++;
            actions.addObject()
                    .put("action", "install")
                    .put("instance-key", "install-" + number)
                    .put("name", name)
                    .put("channel", "stable")
                    .putNull("epoch");
        }
        fields(body);
        return body;
    }

    private static void fields(ObjectNode body) {
        ArrayNode fields = body.putArray("fields");
        List.of(
                        "architectures",
                        "base",
                        "confinement",
                        "download",
                        "epoch",
                        "name",
                        "revision",
                        "snap-id",
                        "snap-yaml",
                        "type",
                        "version")
                .forEach(fields::add);
    }

    WireHeaders headers() {
        return new WireHeaders(architecture, model.headers().findText("store"), Optional.ofNullable(session));
    }

    private Assertion sign(AssertionType type, Headers headers) {
        return Assertions.sign(type, headers, NO_BODY, key, clock.instant());
    }

    private static Sha3_384 digest(byte[] blob) {
        try {
            return Sha3_384.ofBytes(MessageDigest.getInstance("SHA3-384").digest(blob));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA3-384", e);
        }
    }
}
