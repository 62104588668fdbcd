package org.brandstore.api.admin;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.brandstore.account.Role;
import org.brandstore.account.credential.Permission;
import org.brandstore.api.error.Dialect;
import org.brandstore.api.error.ErrorDialect;
import org.brandstore.approval.ChangeKind;
import org.brandstore.approval.Outcome;
import org.brandstore.device.fleet.FleetBoard;
import org.brandstore.device.fleet.FleetGroup;
import org.brandstore.device.fleet.FleetSummary;
import org.brandstore.event.ChangeLog;
import org.brandstore.event.Reason;
import org.brandstore.event.RecordedChange;
import org.brandstore.naming.Risk;
import org.brandstore.security.AcrossStores;
import org.brandstore.security.Effect;
import org.brandstore.security.InStore;
import org.brandstore.security.Requires;
import org.brandstore.store.BrandStore;
import org.brandstore.update.ReleasePolicies;
import org.brandstore.update.ReleasePolicy;
import org.brandstore.update.ReleasePolicyChanges;

/** The stores of the caller: their release policy, their fleet and their audit log. */
@Path("/api/admin/v1/stores")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Dialect(ErrorDialect.PROBLEM)
public class StoreResource {
    private static final int AUDIT_PAGE = 200;

    private final AdminAccess access;
    private final ReleasePolicies policies;
    private final ReleasePolicyChanges changes;
    private final FleetBoard fleet;
    private final ChangeLog log;

    StoreResource(
            AdminAccess access,
            ReleasePolicies policies,
            ReleasePolicyChanges changes,
            FleetBoard fleet,
            ChangeLog log) {
        this.access = access;
        this.policies = policies;
        this.changes = changes;
        this.fleet = fleet;
        this.log = log;
    }

    /** A store in a list. */
    public record StoreItem(String id, String brand, String name) {}

    /** How many approvals each risk level needs. */
    public record Policy(
            @NotNull @Size(max = 10) Map<@Size(max = 40) String, Integer> approvals,
            @Size(max = Reason.MAX_LENGTH) String reason) {}

    /** The fleet in numbers. */
    @JsonNaming(PropertyNamingStrategies.KebabCaseStrategy.class)
    public record FleetView(long devices, long seenLately, String lastSeenAt, List<Running> running) {
        /** So many devices of one kind run one revision. */
        public record Running(String snap, String channel, int revision, long devices) {}
    }

    @GET
    @Requires(Permission.PACKAGE_ACCESS)
    @AcrossStores
    @Effect(Effect.Reach.READS)
    public List<StoreItem> list() {
        return access.stores().stream()
                .map(store -> new StoreItem(store.id().value(), store.brand().value(), store.name()))
                .toList();
    }

    @GET
    @Path("/{id}/release-policy")
    @Requires(Permission.PACKAGE_ACCESS)
    @InStore
    @Effect(Effect.Reach.READS)
    public Map<String, Integer> policy(String id) {
        return words(policies.of(access.store(id).id()));
    }

    @PUT
    @Path("/{id}/release-policy")
    @Requires(Permission.STORE_ADMIN)
    @InStore(Role.ADMIN)
    @Effect(value = Effect.Reach.GATED, kinds = ChangeKind.RELEASE_POLICY)
    public Response setPolicy(String id, @NotNull @Valid Policy wanted) {
        BrandStore store = access.store(id);
        Map<Risk, Integer> approvals = new EnumMap<>(Risk.class);
        wanted.approvals().forEach((risk, number) -> approvals.put(Risk.of(risk), number));
        String reason = wanted.reason() == null ? "" : wanted.reason();
        Outcome outcome = changes.set(
                store, new ReleasePolicy(approvals), reason, access.caller().actor());
        return Waits.answer(outcome, () -> words(policies.of(store.id())));
    }

    @GET
    @Path("/{id}/fleet")
    @Requires(Permission.PACKAGE_ACCESS)
    @InStore
    @Effect(Effect.Reach.READS)
    public FleetView fleet(String id) {
        BrandStore store = access.store(id);
        FleetSummary summary = fleet.summary(store.id());
        return new FleetView(
                summary.devices(),
                summary.seenLately(),
                summary.lastSeenAt().map(Object::toString).orElse(""),
                fleet.groups(store.id()).stream().map(StoreResource::running).toList());
    }

    /**
     * The audit log of the store's brand, newest first.
     *
     * @param below only records with a lower id, for the next page
     */
    @GET
    @Path("/{id}/audit")
    @Requires(Permission.STORE_ADMIN)
    @InStore({Role.ADMIN, Role.AUDITOR})
    @Effect(Effect.Reach.READS)
    public List<RecordedChange> audit(
            String id, @QueryParam("below") @DefaultValue("9223372036854775807") String below) {
        BrandStore store = access.store(id);
        return log.ofBrand(store.brand(), Paging.below(below), AUDIT_PAGE);
    }

    private static FleetView.Running running(FleetGroup group) {
        return new FleetView.Running(
                group.snap().value(),
                group.channel().toString(),
                group.revision().value(),
                group.devices());
    }

    private static Map<String, Integer> words(ReleasePolicy policy) {
        Map<String, Integer> words = new TreeMap<>();
        policy.approvals().forEach((risk, number) -> words.put(risk.wireName(), number));
        return words;
    }
}
