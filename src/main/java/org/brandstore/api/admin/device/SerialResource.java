package org.brandstore.api.admin.device;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.brandstore.account.Actor;
import org.brandstore.account.Person;
import org.brandstore.account.Role;
import org.brandstore.account.credential.Permission;
import org.brandstore.api.admin.AdminAccess;
import org.brandstore.api.admin.Paging;
import org.brandstore.api.admin.Waits;
import org.brandstore.api.error.Dialect;
import org.brandstore.api.error.ErrorDialect;
import org.brandstore.approval.ChangeKind;
import org.brandstore.approval.Outcome;
import org.brandstore.device.serial.HardwareIdentities;
import org.brandstore.device.serial.SerialPolicies;
import org.brandstore.device.serial.SerialPolicyChanges;
import org.brandstore.device.serial.SerialQueue;
import org.brandstore.device.serial.SerialState;
import org.brandstore.device.serial.WaitingSerial;
import org.brandstore.event.Reason;
import org.brandstore.model.Models;
import org.brandstore.model.RegisteredModel;
import org.brandstore.naming.ModelName;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.security.Caller;
import org.brandstore.security.Effect;
import org.brandstore.security.InStore;
import org.brandstore.security.Requires;
import org.brandstore.store.BrandStore;
import org.jspecify.annotations.Nullable;

/** How devices of a store's models get serials, and which of them wait for a decision. */
@Path("/api/admin/v1/stores/{store}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Dialect(ErrorDialect.PROBLEM)
public class SerialResource {
    private final AdminAccess access;
    private final Models models;
    private final SerialPolicies policies;
    private final SerialPolicyChanges changes;
    private final SerialQueue queue;
    private final HardwareIdentities hardware;

    SerialResource(
            AdminAccess access,
            Models models,
            SerialPolicies policies,
            SerialPolicyChanges changes,
            SerialQueue queue,
            HardwareIdentities hardware) {
        this.access = access;
        this.models = models;
        this.policies = policies;
        this.changes = changes;
        this.queue = queue;
        this.hardware = hardware;
    }

    /** A decision about several devices at once. */
    public record Decision(
            @NotNull @Size(min = 1, max = SerialQueue.MOST) List<UUID> ids,
            @NotNull @Size(max = Reason.MAX_LENGTH) String reason) {}

    /** How many entries a decision changed. */
    public record Decided(int changed) {}

    /** How many hardware identities were new. */
    public record Added(int added) {}

    /** A device that waits, or waited. */
    @JsonNaming(PropertyNamingStrategies.KebabCaseStrategy.class)
    public record Waiting(
            String id,
            String model,
            String deviceKey,
            @Nullable String proposed,
            boolean duplicate,
            String state,
            @Nullable String serial,
            String requestedAt,
            @Nullable String decidedBy,
            @Nullable String reason) {
        static Waiting of(WaitingSerial one) {
            return new Waiting(
                    one.id().toString(),
                    one.model().value(),
                    one.deviceKey().value(),
                    one.proposed().orElse(null),
                    one.duplicate(),
                    one.state().word(),
                    one.serial().orElse(null),
                    one.requestedAt().toString(),
                    one.decision().map(WaitingSerial.Decision::by).orElse(null),
                    one.decision().map(WaitingSerial.Decision::reason).orElse(null));
        }
    }

    @GET
    @Path("/models/{model}/serial-policy")
    @Requires(Permission.PACKAGE_ACCESS)
    @InStore
    @Effect(Effect.Reach.READS)
    public SerialPolicyView policy(String store, String model) {
        return view(require(access.store(store), model));
    }

    @PUT
    @Path("/models/{model}/serial-policy")
    @Requires(Permission.STORE_ADMIN)
    @InStore(Role.ADMIN)
    @Effect(value = Effect.Reach.GATED, kinds = ChangeKind.SERIAL_POLICY)
    public Response setPolicy(String store, String model, @NotNull @Valid SerialPolicyView wanted) {
        BrandStore administered = access.store(store);
        RegisteredModel known = require(administered, model);
        String reason = wanted.reason() == null ? "" : wanted.reason();
        Outcome outcome = changes.set(
                administered,
                known,
                wanted.policy(),
                wanted.rules(),
                reason,
                access.caller().actor());
        return Waits.answer(outcome, () -> view(require(administered, model)));
    }

    /**
     * The devices in one state, oldest first.
     *
     * @param state {@code waiting}, {@code approved}, {@code issued} or {@code rejected}
     */
    @GET
    @Path("/serial-requests")
    @Requires(Permission.PACKAGE_ACCESS)
    @InStore
    @Effect(Effect.Reach.READS)
    public List<Waiting> requests(
            String store,
            @QueryParam("state") @DefaultValue("waiting") String state,
            @QueryParam("limit") @DefaultValue("200") String limit) {
        BrandStore known = access.store(store);
        SerialState wanted = SerialState.find(state)
                .orElseThrow(() -> new StoreException(
                        ErrorCode.INVALID_FIELD,
                        "cannot list the requests: state must be waiting, approved, issued or rejected"));
        return queue.list(List.of(known.id()), wanted, Paging.limit(limit)).stream()
                .map(Waiting::of)
                .toList();
    }

    @POST
    @Path("/serial-requests/approve")
    @Requires(Permission.STORE_ADMIN)
    @InStore({Role.ADMIN, Role.RELEASE_MANAGER})
    @Effect(Effect.Reach.DECIDES)
    public Decided approve(String store, @NotNull @Valid Decision decision) {
        return decide(store, decision, queue::approve);
    }

    @POST
    @Path("/serial-requests/reject")
    @Requires(Permission.STORE_ADMIN)
    @InStore({Role.ADMIN, Role.RELEASE_MANAGER})
    @Effect(Effect.Reach.DECIDES)
    public Decided reject(String store, @NotNull @Valid Decision decision) {
        return decide(store, decision, queue::reject);
    }

    /** One of the two decisions of the queue. */
    private interface Deed {
        int about(Collection<UUID> ids, Person by, String reason, Actor actor);
    }

    private Decided decide(String store, Decision decision, Deed deed) {
        queue.requireWithin(decision.ids(), access.store(store).id());
        Caller caller = access.caller();
        return new Decided(deed.about(decision.ids(), caller.person(), decision.reason(), caller.actor()));
    }

    /** Takes in the hardware identities of the store's brand, as a stream of assertions; known ones are passed over. */
    @POST
    @Path("/hardware-identities")
    @Consumes("application/x.ubuntu.assertion")
    @Requires(Permission.STORE_ADMIN)
    @InStore(Role.ADMIN)
    @Effect(Effect.Reach.DECIDES)
    public Added addHardware(String store, InputStream stream) throws IOException {
        BrandStore known = access.store(store);
        return new Added(hardware.add(known.brand(), stream, access.caller().actor()));
    }

    private SerialPolicyView view(RegisteredModel model) {
        return SerialPolicyView.of(model, policies.of(model.brand(), model.name()));
    }

    /** A model of which a revision names the store, or one of its brand that names no store. */
    private RegisteredModel require(BrandStore store, String model) {
        return models.find(store.brand(), new ModelName(model))
                .filter(known -> models.belongsTo(known, store))
                .orElseThrow(() -> new StoreException(ErrorCode.NOT_FOUND, "cannot find the model " + model));
    }
}
