package org.brandstore.api.admin;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.stream.Collectors;
import org.brandstore.account.Role;
import org.brandstore.account.credential.Permission;
import org.brandstore.api.error.Dialect;
import org.brandstore.api.error.ErrorDialect;
import org.brandstore.approval.ChangeKind;
import org.brandstore.approval.Outcome;
import org.brandstore.event.Reason;
import org.brandstore.naming.ModelName;
import org.brandstore.naming.SnapId;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.security.Effect;
import org.brandstore.security.InStore;
import org.brandstore.security.Requires;
import org.brandstore.snap.visibility.SnapVisibility;
import org.brandstore.snap.visibility.SnapVisibility.Audience;
import org.brandstore.store.BrandStore;
import org.jspecify.annotations.Nullable;

/** To the devices of which models a store shows a snap of its brand. */
@Path("/api/admin/v1/stores/{store}/snaps/{snap}/visibility")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Dialect(ErrorDialect.PROBLEM)
public class StoreSnapResource {
    private final AdminAccess access;
    private final SnapVisibility visibility;

    StoreSnapResource(AdminAccess access, SnapVisibility visibility) {
        this.access = access;
        this.visibility = visibility;
    }

    /**
     * Who sees the snap.
     *
     * @param shown whether the store shows it at all
     * @param models to devices of these models only; absent for every model that names the store
     * @param reason why, for who approves and for the audit log; only read
     */
    public record VisibilityView(
            boolean shown,
            @Nullable @Size(max = 500) List<@Size(max = 128) String> models,
            @Nullable @Size(max = Reason.MAX_LENGTH) String reason) {
        static VisibilityView of(Audience audience) {
            return switch (audience) {
                case Audience.Everybody everybody -> new VisibilityView(true, null, null);
                case Audience.Models some ->
                    new VisibilityView(
                            true,
                            some.names().stream().map(ModelName::value).sorted().toList(),
                            null);
                case Audience.Nobody nobody -> new VisibilityView(false, null, null);
            };
        }

        Audience audience() {
            if (!shown) {
                return new Audience.Nobody();
            }
            if (models == null) {
                return new Audience.Everybody();
            }
            if (models.isEmpty()) {
                throw new StoreException(
                        ErrorCode.INVALID_FIELD,
                        "cannot show the snap to no model: name one, leave models out, or say shown false");
            }
            return new Audience.Models(models.stream().map(ModelName::new).collect(Collectors.toUnmodifiableSet()));
        }
    }

    @GET
    @Requires(Permission.PACKAGE_ACCESS)
    @InStore
    @Effect(Effect.Reach.READS)
    public VisibilityView get(String store, String snap) {
        return view(access.store(store), snap);
    }

    @PUT
    @Requires(Permission.STORE_ADMIN)
    @InStore(Role.ADMIN)
    @Effect(value = Effect.Reach.GATED, kinds = ChangeKind.VISIBILITY)
    public Response set(String store, String snap, @NotNull @Valid VisibilityView wanted) {
        BrandStore known = access.store(store);
        String reason = wanted.reason() == null ? "" : wanted.reason();
        Outcome outcome = visibility.show(
                known,
                new SnapId(snap),
                wanted.audience(),
                reason,
                access.caller().actor());
        return Waits.answer(outcome, () -> view(known, snap));
    }

    private VisibilityView view(BrandStore store, String snap) {
        return VisibilityView.of(visibility.of(store.id(), new SnapId(snap)));
    }
}
