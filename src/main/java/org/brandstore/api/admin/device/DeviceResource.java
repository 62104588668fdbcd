package org.brandstore.api.admin.device;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import org.brandstore.account.Role;
import org.brandstore.account.credential.Permission;
import org.brandstore.api.admin.AdminAccess;
import org.brandstore.api.admin.Paging;
import org.brandstore.api.error.Dialect;
import org.brandstore.api.error.ErrorDialect;
import org.brandstore.device.DeviceRef;
import org.brandstore.device.fleet.DeviceFile;
import org.brandstore.device.fleet.Fleet;
import org.brandstore.naming.InvalidNameException;
import org.brandstore.naming.ModelName;
import org.brandstore.naming.SerialNumber;
import org.brandstore.naming.SnapId;
import org.brandstore.naming.SnapName;
import org.brandstore.observation.DeviceHistory;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.refresh.Why;
import org.brandstore.security.Effect;
import org.brandstore.security.InStore;
import org.brandstore.security.Requires;
import org.brandstore.store.BrandStore;

/** The devices of a store: what each runs, and why it gets what it gets. */
@Path("/api/admin/v1/stores/{store}/devices")
@Dialect(ErrorDialect.PROBLEM)
public class DeviceResource {
    private final AdminAccess access;
    private final Fleet fleet;
    private final Why why;
    private final DeviceHistory history;

    DeviceResource(AdminAccess access, Fleet fleet, Why why, DeviceHistory history) {
        this.access = access;
        this.fleet = fleet;
        this.why = why;
        this.history = history;
    }

    /**
     * A page, by model and serial.
     *
     * @param afterModel the model of the last device of the page before; empty for the first page
     * @param afterSerial the serial of that device
     */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Requires(Permission.STORE_ADMIN)
    @InStore({Role.ADMIN, Role.AUDITOR, Role.RELEASE_MANAGER})
    @Effect(Effect.Reach.READS)
    public List<DeviceView.Item> page(
            String store,
            @QueryParam("after-model") @DefaultValue("") String afterModel,
            @QueryParam("after-serial") @DefaultValue("") String afterSerial,
            @QueryParam("limit") @DefaultValue("200") String limit) {
        BrandStore there = access.store(store);
        Optional<DeviceRef> after =
                afterModel.isEmpty() ? Optional.empty() : Optional.of(device(there, afterModel, afterSerial));
        return fleet.ofStore(there.brand(), there.id(), after, Paging.limit(limit)).stream()
                .map(DeviceView.Item::of)
                .toList();
    }

    /** A device and what it runs. */
    @GET
    @Path("/{model}/{serial}")
    @Produces(MediaType.APPLICATION_JSON)
    @Requires(Permission.STORE_ADMIN)
    @InStore({Role.ADMIN, Role.AUDITOR, Role.RELEASE_MANAGER})
    @Effect(Effect.Reach.READS)
    public DeviceView.Detail show(String store, String model, String serial) {
        DeviceFile device = require(access.store(store), model, serial);
        return new DeviceView.Detail(
                DeviceView.Item.of(device),
                fleet.installed(device.identity().ref()).stream()
                        .map(DeviceView.Installed::of)
                        .toList());
    }

    /**
     * What the device would be answered now about a snap, and why, for each instance that it has of it.
     *
     * @param snap the name of the snap
     */
    @GET
    @Path("/{model}/{serial}/why")
    @Produces(MediaType.APPLICATION_JSON)
    @Requires(Permission.STORE_ADMIN)
    @InStore({Role.ADMIN, Role.AUDITOR, Role.RELEASE_MANAGER})
    @Effect(Effect.Reach.READS)
    public List<DeviceView.Reasoned> why(
            String store, String model, String serial, @QueryParam("snap") @DefaultValue("") String snap) {
        DeviceFile device = require(access.store(store), model, serial);
        try {
            return why.explain(device, new SnapName(snap).value()).stream()
                    .map(DeviceView.Reasoned::of)
                    .toList();
        } catch (InvalidNameException e) {
            throw new StoreException(ErrorCode.INVALID_FIELD, "cannot say why: snap must be the name of a snap", e);
        }
    }

    /**
     * What the device was offered, what it fetched, and what it said to run since, the latest first.
     *
     * @param snap the id of a snap; empty for all
     * @param below the number of the last event of the page before
     */
    @GET
    @Path("/{model}/{serial}/history")
    @Produces(MediaType.APPLICATION_JSON)
    @Requires(Permission.STORE_ADMIN)
    @InStore({Role.ADMIN, Role.AUDITOR, Role.RELEASE_MANAGER})
    @Effect(Effect.Reach.READS)
    public List<DeviceView.Event> history(
            String store,
            String model,
            String serial,
            @QueryParam("snap-id") @DefaultValue("") String snap,
            @QueryParam("below") @DefaultValue("9223372036854775807") String below,
            @QueryParam("limit") @DefaultValue("200") String limit) {
        DeviceFile device = require(access.store(store), model, serial);
        try {
            return history
                    .events(
                            device.identity().ref(),
                            snap.isEmpty() ? Optional.empty() : Optional.of(new SnapId(snap)),
                            Paging.below(below),
                            Paging.limit(limit))
                    .stream()
                    .map(DeviceView.Event::of)
                    .toList();
        } catch (InvalidNameException e) {
            throw new StoreException(
                    ErrorCode.INVALID_FIELD, "cannot show what happened: snap-id must be the id of a snap", e);
        }
    }

    private DeviceFile require(BrandStore store, String model, String serial) {
        return fleet.find(device(store, model, serial), store.id())
                .orElseThrow(() -> new StoreException(
                        ErrorCode.NOT_FOUND, "there is no device with this model and serial in this store"));
    }

    private static DeviceRef device(BrandStore store, String model, String serial) {
        try {
            return new DeviceRef(store.brand(), new ModelName(model), new SerialNumber(serial));
        } catch (InvalidNameException e) {
            throw new StoreException(
                    ErrorCode.NOT_FOUND, "there is no device with this model and serial in this store", e);
        }
    }
}
