package org.brandstore.device.serial;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionDatabase;
import org.brandstore.assertion.AssertionType;
import org.brandstore.assertion.chain.PrerequisiteChain;
import org.brandstore.assertion.database.TrustAnchors;
import org.brandstore.device.DeviceConfig;
import org.brandstore.device.DeviceDocuments;
import org.brandstore.model.Models;
import org.brandstore.model.RegisteredModel;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;

/** The serial service: gives devices their identity (device-api.md 4). */
@ApplicationScoped
public class SerialService {
    private final DeviceDocuments documents;
    private final Models models;
    private final SerialRequests requests;
    private final AssertionDatabase assertions;
    private final TrustAnchors anchors;
    private final Semaphore turns;
    private final Semaphore checks;
    private final RequestIds ids;
    private final Duration patience;

    SerialService(
            DeviceDocuments documents,
            Models models,
            SerialRequests requests,
            AssertionDatabase assertions,
            TrustAnchors anchors,
            RequestIds ids,
            DeviceConfig config) {
        this.documents = documents;
        this.models = models;
        this.requests = requests;
        this.assertions = assertions;
        this.anchors = anchors;
        this.ids = ids;
        this.turns = new Semaphore(config.serialsAtOnce(), true);
        this.checks = new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() / 2), true);
        this.patience = config.serialPatience();
    }

    /**
     * Answers a request for a serial. The same request again gets the same answer, so that a lost one can be repeated.
     *
     * @param stream the serial-request, the model and, for a device that changes its model, its former serial
     * @param apiKey what the device showed; models may ask for one
     * @param client who asks, as far as the network tells
     * @throws StoreException {@link ErrorCode#INVALID_ASSERTION} if the parts do not verify or the model is not known here,
     *     {@link ErrorCode#INVALID_CREDENTIALS} if the model asks for an API key and the device shows neither that nor the
     *     one of its former model, {@link ErrorCode#INVALID_REQUEST_ID}
     *     if the request id is stale, not ours or was used otherwise, {@link ErrorCode#CONFLICT} if the proposed serial is
     *     taken, {@link ErrorCode#RESOURCE_FORBIDDEN} if the request was refused or the device revoked,
     *     {@link ErrorCode#UNAVAILABLE} if too many ask at once
     */
    public SerialOutcome request(List<Assertion> stream, Optional<String> apiKey, String client) {
        requireOurRequestId(stream);
        SerialClaim claim = inTurn(checks, () -> DeviceDocuments.accepting(() -> verified(stream)));
        RegisteredModel model = models.find(claim.brand(), claim.modelName())
                .orElseThrow(() -> new StoreException(
                        ErrorCode.INVALID_ASSERTION,
                        "cannot issue a serial for " + claim.brand() + "/" + claim.modelName()
                                + ": the model is not known here"));
        requireKey(model, claim, apiKey);
        return inTurn(turns, () -> requests.answer(claim, model, client))
                .<SerialOutcome>map(serial -> new SerialOutcome.Issued(withChain(serial)))
                .orElseGet(SerialOutcome.Queued::new);
    }

    private SerialClaim verified(List<Assertion> stream) {
        SerialClaim claim = SerialClaim.of(stream);
        documents.verifyModel(claim.model());
        claim.former().ifPresent(documents::verifySerial);
        return claim;
    }

    /**
     * A device that changes its model asks while its old gadget is still there, and so with the old model's key. That one is
     * as good, for the former serial that comes along has been verified: the device is no stranger.
     */
    private void requireKey(RegisteredModel model, SerialClaim claim, Optional<String> apiKey) {
        Optional<RegisteredModel> former = claim.view()
                .original()
                .flatMap(original -> models.find(original.brandId(), original.model()))
                .filter(RegisteredModel::keyNeeded);
        boolean good = !model.keyNeeded()
                || apiKey.filter(key -> isKeyOf(model, key)
                                || former.filter(old -> isKeyOf(old, key)).isPresent())
                        .isPresent();
        if (!good) {
            throw new StoreException(
                    ErrorCode.INVALID_CREDENTIALS,
                    "cannot issue a serial: the header api-key must be the model's key"
                            + (former.isPresent() ? ", or that of the former model" : ""));
        }
    }

    private boolean isKeyOf(RegisteredModel model, String key) {
        return models.apiKeyMatches(model.brand(), model.name(), key);
    }

    private void requireOurRequestId(List<Assertion> stream) {
        if (!stream.isEmpty() && stream.getFirst().type() == AssertionType.SERIAL_REQUEST) {
            ids.requireOurs(DeviceDocuments.accepting(() -> stream.getFirst().text("request-id")));
        }
    }

    /**
     * Checking and signing are hard work: a crowd of devices is served one after the other instead of all too late, and some
     * of the cores are left to devices that are here already.
     */
    private <T> T inTurn(Semaphore places, Supplier<T> work) {
        try {
            if (!places.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new StoreException(
                        ErrorCode.UNAVAILABLE, "cannot issue a serial now: too many devices ask, try again");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException(ErrorCode.UNAVAILABLE, "cannot issue a serial now: the server stops", e);
        }
        try {
            return work.get();
        } finally {
            places.release();
        }
    }

    /** The serial first: clients that do not know streams read no further. */
    private List<Assertion> withChain(Assertion serial) {
        List<Assertion> stream = new ArrayList<>(PrerequisiteChain.closure(serial, assertions, anchors.trusted()));
        stream.remove(serial);
        stream.addFirst(serial);
        return stream;
    }
}
