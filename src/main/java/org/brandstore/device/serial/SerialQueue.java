package org.brandstore.device.serial;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.brandstore.account.Actor;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionStreamDecoder;
import org.brandstore.device.UsedTokens;
import org.brandstore.event.Change;
import org.brandstore.event.Events;
import org.brandstore.model.SerialPolicy;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.KeyId;
import org.brandstore.naming.ModelName;
import org.brandstore.naming.SerialNumber;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;

/** Decides about verified requests for a serial, by policy or by a person. */
@ApplicationScoped
public class SerialQueue {
    private final SerialRequestRepository requests;
    private final SerialDesk desk;
    private final RequestIds ids;
    private final UsedTokens used;
    private final Events events;
    private final Clock clock;

    SerialQueue(
            SerialRequestRepository requests,
            SerialDesk desk,
            RequestIds ids,
            UsedTokens used,
            Events events,
            Clock clock) {
        this.requests = requests;
        this.desk = desk;
        this.ids = ids;
        this.used = used;
        this.events = events;
        this.clock = clock;
    }

    /** The serial, or empty if a person has to decide. */
    @Transactional
    Optional<Assertion> answer(SerialClaim claim, SerialPolicy policy) {
        Optional<SerialRequestEntity> asked = requests.findByIdOptional(
                        claim.view().requestId())
                .filter(request -> Arrays.equals(request.encoded, claim.encoded()));
        if (asked.isEmpty()) {
            useRequestId(claim);
        }
        Optional<Assertion> issued = desk.find(claim);
        if (issued.isPresent()) {
            return issued;
        }
        if (asked.filter(request -> request.state.equals(SerialRequestEntity.REFUSED))
                .isPresent()) {
            throw new StoreException(ErrorCode.RESOURCE_FORBIDDEN, "cannot issue a serial: the request was refused");
        }
        return switch (policy) {
            case AUTOMATIC -> Optional.of(desk.issue(claim, Actor.system("serial-vault")));
            case MANUAL -> {
                if (asked.isEmpty()) {
                    keep(claim);
                }
                yield Optional.empty();
            }
            case CLOSED ->
                throw new StoreException(
                        ErrorCode.RESOURCE_FORBIDDEN, "cannot issue a serial: the model takes no more devices");
        };
    }

    /** The requests of a brand's devices that wait for a decision, oldest first. */
    @Transactional
    public List<WaitingSerial> waiting(AccountId brand) {
        return requests.waiting(brand.value()).stream()
                .map(request -> new WaitingSerial(
                        request.requestId,
                        brand,
                        new ModelName(request.model),
                        new KeyId(request.deviceKeyId),
                        Optional.ofNullable(request.proposed),
                        request.requestedAt))
                .toList();
    }

    /**
     * Issues the serial that a device waits for.
     *
     * @throws StoreException {@link ErrorCode#NOT_FOUND} if no such request waits
     */
    @Transactional
    public SerialNumber approve(String requestId, Actor actor) {
        SerialRequestEntity request = requireWaiting(requestId);
        SerialClaim claim = SerialClaim.of(AssertionStreamDecoder.decodeAll(request.encoded));
        SerialNumber serial = new SerialNumber(desk.issue(claim, actor).text("serial"));
        request.state = SerialRequestEntity.ISSUED;
        request.serial = serial.value();
        request.decidedAt = clock.instant();
        return serial;
    }

    /**
     * Refuses the serial that a device waits for.
     *
     * @throws StoreException {@link ErrorCode#NOT_FOUND} if no such request waits
     */
    @Transactional
    public void refuse(String requestId, String why, Actor actor) {
        SerialRequestEntity request = requireWaiting(requestId);
        request.state = SerialRequestEntity.REFUSED;
        request.decidedAt = clock.instant();
        events.record(new Change(
                actor.label(),
                "serial.refused",
                "serial-request/" + requestId,
                new AccountId(request.brandId),
                Map.of(),
                Map.of("model", request.model, "deviceKey", request.deviceKeyId),
                why,
                List.of()));
    }

    private SerialRequestEntity requireWaiting(String requestId) {
        return requests.findByIdOptional(requestId)
                .filter(request -> request.state.equals(SerialRequestEntity.WAITING))
                .orElseThrow(() -> new StoreException(
                        ErrorCode.NOT_FOUND, "cannot decide: no device waits under request " + requestId));
    }

    /** A request id is good for one request; the same request may come again. */
    private void useRequestId(SerialClaim claim) {
        byte[] digest = claim.digest();
        Optional<byte[]> use =
                used.findUse(UsedTokens.Purpose.REQUEST_ID, claim.view().requestId());
        if (use.isEmpty()) {
            Instant end = ids.requireFresh(claim.view().requestId());
            if (used.use(UsedTokens.Purpose.REQUEST_ID, claim.view().requestId(), digest, end)) {
                return;
            }
            use = used.findUse(UsedTokens.Purpose.REQUEST_ID, claim.view().requestId());
        }
        if (!Arrays.equals(use.orElse(null), digest)) {
            throw new StoreException(
                    ErrorCode.INVALID_REQUEST_ID, "cannot use the request id: it was used for another request");
        }
    }

    private void keep(SerialClaim claim) {
        SerialRequestEntity request = new SerialRequestEntity();
        request.requestId = claim.view().requestId();
        request.brandId = claim.brand().value();
        request.model = claim.modelName().value();
        request.deviceKeyId = claim.keyId().value();
        request.proposed = claim.proposed().map(SerialNumber::value).orElse(null);
        request.encoded = claim.encoded();
        request.requestedAt = clock.instant();
        requests.persist(request);
    }
}
