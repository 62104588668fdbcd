package org.brandstore.device.serial;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.brandstore.account.Actor;
import org.brandstore.account.Person;
import org.brandstore.account.Role;
import org.brandstore.approval.Deciding;
import org.brandstore.device.DeviceConfig;
import org.brandstore.device.ShownModel;
import org.brandstore.event.Checked;
import org.brandstore.event.Events;
import org.brandstore.event.Reason;
import org.brandstore.event.change.DeviceChange;
import org.brandstore.event.change.StoreChanged;
import org.brandstore.event.change.Topic;
import org.brandstore.model.Models;
import org.brandstore.model.RegisteredModel;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.KeyId;
import org.brandstore.naming.ModelName;
import org.brandstore.naming.SerialNumber;
import org.brandstore.naming.StoreId;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.store.BrandStore;
import org.brandstore.store.Memberships;
import org.brandstore.store.Stores;

/**
 * Devices that wait until somebody has decided whether they get a serial: one entry for each device key of a model. An
 * entry belongs to the store that the model names which the device has shown; one of a model without a store, to all stores
 * of the brand.
 */
@ApplicationScoped
public class SerialQueue {
    /** The most entries that one answer holds, and one decision takes. */
    public static final int MOST = 1_000;

    private final SerialRequestRepository requests;
    private final Models models;
    private final Stores stores;
    private final Memberships memberships;
    private final DeviceConfig config;
    private final Events events;
    private final Clock clock;

    SerialQueue(
            SerialRequestRepository requests,
            Models models,
            Stores stores,
            Memberships memberships,
            DeviceConfig config,
            Events events,
            Clock clock) {
        this.requests = requests;
        this.models = models;
        this.stores = stores;
        this.memberships = memberships;
        this.config = config;
        this.events = events;
        this.clock = clock;
    }

    /** What waits for a decision in these stores, oldest first, at most {@value #MOST}. */
    @Transactional
    public List<WaitingSerial> waiting(Collection<StoreId> within) {
        return list(within, SerialState.WAITING, MOST);
    }

    /** What waits for a decision of a brand, oldest first, at most {@value #MOST}. */
    @Transactional
    public List<WaitingSerial> waiting(AccountId brand) {
        return requests.ofBrand(brand.value(), SerialState.WAITING, MOST).stream()
                .map(SerialRequestEntity::toValue)
                .toList();
    }

    /** The entries in one state, oldest first. */
    @Transactional
    public List<WaitingSerial> list(Collection<StoreId> within, SerialState state, int limit) {
        return requests.ofStores(words(within), brands(within), state, Math.clamp(limit, 1, MOST)).stream()
                .map(SerialRequestEntity::toValue)
                .toList();
    }

    /** How many entries are in one state. */
    @Transactional
    public long count(Collection<StoreId> within, SerialState state) {
        return requests.count(words(within), brands(within), state);
    }

    @Transactional
    public Optional<WaitingSerial> find(UUID id) {
        return requests.findByIdOptional(id).map(SerialRequestEntity::toValue);
    }

    /**
     * Makes sure that entries belong to a store.
     *
     * @throws StoreException {@link ErrorCode#RESOURCE_NOT_FOUND} if one does not, or is not there
     */
    @Transactional
    public void requireWithin(Collection<UUID> ids, StoreId store) {
        for (SerialRequestEntity request : lockAll(ids)) {
            if (!storesOf(request).contains(store)) {
                throw notFound();
            }
        }
    }

    /**
     * Lets devices have their serials; each gets it when it asks the next time, within a minute. All or none: one that
     * cannot be decided stops the others. One that was rejected can still be approved.
     *
     * @return how many this changed
     * @throws StoreException {@link ErrorCode#RESOURCE_NOT_FOUND} if one is not in a store of the person,
     *     {@link ErrorCode#RESOURCE_FORBIDDEN} without the role
     */
    @Transactional
    public int approve(Collection<UUID> ids, Person by, String reason, Actor actor) {
        requireDecider(ids, by);
        return decide(ids, SerialState.APPROVED, reason, actor);
    }

    /** The same for whoever can run commands on the server. */
    @Transactional
    public int approve(Collection<UUID> ids, String reason, Actor actor) {
        return decide(ids, SerialState.APPROVED, reason, actor);
    }

    /**
     * Refuses devices their serials, now and when they ask again. One that has got its serial already keeps it.
     *
     * @return how many this changed
     * @throws StoreException as for {@link #approve}, and {@link ErrorCode#CONFLICT} if one has got its serial
     */
    @Transactional
    public int reject(Collection<UUID> ids, Person by, String reason, Actor actor) {
        requireDecider(ids, by);
        return decide(ids, SerialState.REJECTED, reason, actor);
    }

    /** The same for whoever can run commands on the server. */
    @Transactional
    public int reject(Collection<UUID> ids, String reason, Actor actor) {
        return decide(ids, SerialState.REJECTED, reason, actor);
    }

    /** The entry of the device that asks, locked until the transaction ends. */
    @Transactional(Transactional.TxType.MANDATORY)
    Optional<SerialRequestEntity> lock(SerialClaim claim) {
        return requests.lock(claim);
    }

    /**
     * Keeps a request until somebody has decided; the newest of a device replaces its former one.
     *
     * @param duplicate whether another device has the serial that this one would like
     */
    @Transactional(Transactional.TxType.MANDATORY)
    void keep(Optional<SerialRequestEntity> held, SerialClaim claim, boolean duplicate) {
        if (held.isEmpty() && requests.waitingOf(claim) >= config.serialsWaiting()) {
            throw new StoreException(
                    ErrorCode.UNAVAILABLE, "cannot keep the request for a serial: too many devices of the model wait");
        }
        SerialRequestEntity request = held.orElseGet(SerialRequestEntity::new);
        boolean news = held.isEmpty() || request.state() != SerialState.WAITING;
        request.requestId = claim.view().requestId();
        request.brandId = claim.brand().value();
        request.model = claim.modelName().value();
        request.deviceKeyId = claim.keyId().value();
        request.shows(ShownModel.of(claim.model()));
        request.proposed = claim.proposed().map(SerialNumber::value).orElse(null);
        request.duplicate = duplicate;
        request.encoded = claim.encoded();
        request.is(SerialState.WAITING);
        if (news) {
            request.requestedAt = clock.instant();
            request.decidedBy = null;
            request.decidedAt = null;
            request.reason = "";
        }
        requests.persist(request);
        if (news) {
            events.publish(changed(request));
        }
    }

    /** Whether the request is byte for byte the one that the entry holds: a device that waits repeats it. */
    static boolean repeats(SerialRequestEntity request, SerialClaim claim) {
        return Arrays.equals(request.encoded, claim.encoded());
    }

    @Checked(
            value = {DeviceChange.SerialApproved.class, DeviceChange.SerialRejected.class},
            because = "a role that decides; a device has asked")
    private int decide(Collection<UUID> ids, SerialState verdict, String words, Actor actor) {
        String reason = verdict == SerialState.REJECTED ? Reason.require(words) : Reason.optional(words);
        List<SerialRequestEntity> rows = lockAll(ids);
        int changed = 0;
        for (SerialRequestEntity request : rows) {
            if (request.state() == verdict
                    || (verdict == SerialState.APPROVED && request.state() == SerialState.ISSUED)) {
                continue;
            }
            if (request.state() == SerialState.ISSUED) {
                throw new StoreException(
                        ErrorCode.CONFLICT,
                        "cannot reject " + request.id + ": the device has its serial; revoke the device instead");
            }
            String before = request.state;
            request.is(verdict);
            request.reason = reason;
            request.decidedBy = actor.label();
            request.decidedAt = clock.instant();
            events.record(actor.label(), decided(told(request, before), verdict, reason));
            changed++;
        }
        return changed;
    }

    private List<SerialRequestEntity> lockAll(Collection<UUID> ids) {
        Set<UUID> wanted = new TreeSet<>(ids);
        if (wanted.isEmpty() || wanted.size() > MOST) {
            throw new StoreException(
                    ErrorCode.INVALID_FIELD, "cannot decide: name 1 to " + MOST + " requests for a serial");
        }
        List<SerialRequestEntity> rows = requests.lock(wanted);
        if (rows.size() != wanted.size()) {
            throw notFound();
        }
        return rows;
    }

    private static DeviceChange decided(DeviceChange.SerialRequest request, SerialState verdict, String why) {
        return verdict == SerialState.APPROVED
                ? new DeviceChange.SerialApproved(request, why)
                : new DeviceChange.SerialRejected(request, why);
    }

    private static DeviceChange.SerialRequest told(SerialRequestEntity request, String before) {
        return new DeviceChange.SerialRequest(
                new AccountId(request.brandId),
                new ModelName(request.model),
                request.id,
                before,
                new KeyId(request.deviceKeyId),
                Optional.ofNullable(request.proposed).map(SerialNumber::new));
    }

    /** One who has no role in any of the stores that an entry belongs to must not learn that there is one. */
    private void requireDecider(Collection<UUID> ids, Person by) {
        for (SerialRequestEntity request : lockAll(ids)) {
            Set<Role> roles = new TreeSet<>();
            storesOf(request).forEach(store -> roles.addAll(memberships.roles(by.id(), store)));
            if (roles.isEmpty()) {
                throw notFound();
            }
            Deciding.SERIALS.require(roles, "decide about the serial of a device");
        }
    }

    private List<StoreId> storesOf(SerialRequestEntity request) {
        WaitingSerial value = request.toValue();
        Optional<StoreId> own = request.modelRevision != null
                ? Optional.ofNullable(request.storeId).map(StoreId::new)
                : models.find(value.brand(), value.model()).flatMap(RegisteredModel::store);
        return own.map(List::of)
                .orElseGet(() -> stores.ofBrand(value.brand()).stream()
                        .map(BrandStore::id)
                        .toList());
    }

    private List<String> brands(Collection<StoreId> within) {
        return within.stream()
                .flatMap(id -> stores.find(id).stream())
                .map(store -> store.brand().value())
                .distinct()
                .toList();
    }

    private static List<String> words(Collection<StoreId> within) {
        return within.stream().map(StoreId::value).toList();
    }

    private static StoreChanged changed(SerialRequestEntity request) {
        return Topic.SERIALS.of(request.brandId, request.model);
    }

    private static StoreException notFound() {
        return new StoreException(ErrorCode.RESOURCE_NOT_FOUND, "cannot find the request for a serial");
    }
}
