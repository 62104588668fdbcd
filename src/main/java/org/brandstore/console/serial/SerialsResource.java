package org.brandstore.console.serial;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.brandstore.account.Accounts;
import org.brandstore.account.Person;
import org.brandstore.account.Role;
import org.brandstore.account.credential.Permission;
import org.brandstore.api.error.Dialect;
import org.brandstore.api.error.ErrorDialect;
import org.brandstore.approval.Deciding;
import org.brandstore.console.ConsoleSession;
import org.brandstore.console.Frames;
import org.brandstore.console.Pages;
import org.brandstore.console.Texts;
import org.brandstore.device.serial.SerialPolicies;
import org.brandstore.device.serial.SerialQueue;
import org.brandstore.device.serial.SerialState;
import org.brandstore.event.Reason;
import org.brandstore.model.Models;
import org.brandstore.naming.StoreId;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.security.AcrossStores;
import org.brandstore.security.BrowserFace;
import org.brandstore.security.Caller;
import org.brandstore.security.Effect;
import org.brandstore.security.InStore;
import org.brandstore.security.Requires;
import org.brandstore.security.Rights;
import org.brandstore.store.BrandStore;
import org.brandstore.store.Memberships;
import org.jspecify.annotations.Nullable;

/** The devices that wait for their serial, and the decision about one or several of them. */
@Path("/console/serials")
@Dialect(ErrorDialect.HTML)
@BrowserFace
class SerialsResource {
    private static final String PATH = "/console/serials";
    private static final int SHOWN = 200;

    /** One of the two decisions. */
    private interface Decision {
        void about(Set<UUID> ids, Caller by);
    }

    private final ConsoleSession session;
    private final Frames frames;
    private final SerialQueue queue;
    private final Memberships memberships;
    private final SerialPolicies policies;
    private final Models models;
    private final Rights rights;
    private final Accounts accounts;

    SerialsResource(
            ConsoleSession session,
            Frames frames,
            SerialQueue queue,
            Memberships memberships,
            SerialPolicies policies,
            Models models,
            Rights rights,
            Accounts accounts) {
        this.accounts = accounts;
        this.models = models;
        this.rights = rights;
        this.session = session;
        this.frames = frames;
        this.queue = queue;
        this.memberships = memberships;
        this.policies = policies;
    }

    @GET
    @Requires(Permission.PACKAGE_ACCESS)
    @AcrossStores
    @Effect(Effect.Reach.READS)
    public Response list(Request request) {
        return Pages.live(page(session.caller().person(), Set.of(), "", ""), request);
    }

    @POST
    @Path("/approve")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Requires(Permission.STORE_ADMIN)
    @InStore({Role.ADMIN, Role.RELEASE_MANAGER})
    @Effect(Effect.Reach.DECIDES)
    public Response approve(
            @FormParam("csrf") @Nullable String csrf,
            @FormParam("id") List<String> ids,
            @FormParam("reason") @Nullable String reason) {
        String why = Texts.of(reason).strip();
        return decide(csrf, ids, why, (chosen, by) -> queue.approve(chosen, by.person(), why, by.actor()));
    }

    @POST
    @Path("/reject")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Requires(Permission.STORE_ADMIN)
    @InStore({Role.ADMIN, Role.RELEASE_MANAGER})
    @Effect(Effect.Reach.DECIDES)
    public Response reject(
            @FormParam("csrf") @Nullable String csrf,
            @FormParam("id") List<String> ids,
            @FormParam("reason") @Nullable String reason) {
        String why = Texts.of(reason).strip();
        return decide(csrf, ids, why, (chosen, by) -> queue.reject(chosen, by.person(), why, by.actor()));
    }

    private Response decide(@Nullable String csrf, List<String> ids, String reason, Decision decision) {
        Caller caller = session.requireForm(csrf);
        Set<UUID> chosen = ids.stream().map(Texts::uuid).collect(Collectors.toCollection(LinkedHashSet::new));
        return Pages.attempt(
                PATH,
                () -> {
                    requireChoice(chosen, reason);
                    rights.somewhere();
                    decision.about(chosen, caller);
                },
                error -> page(caller.person(), chosen, error, reason));
    }

    private static void requireChoice(Set<UUID> chosen, String reason) {
        if (chosen.isEmpty()) {
            throw new StoreException(ErrorCode.INVALID_FIELD, "cannot decide: choose at least one device first");
        }
        Reason.require(reason);
    }

    /** The models of these stores, and those of their brands that name none. */
    private List<String> open(List<BrandStore> stores) {
        return policies.open().stream()
                .filter(model -> stores.stream().anyMatch(store -> models.belongsTo(model, store)))
                .map(model -> model.name().value())
                .toList();
    }

    private SerialPages.Serials page(Person viewer, Collection<UUID> chosen, String error, String reason) {
        List<BrandStore> known = memberships.storesOf(viewer.id());
        List<StoreId> stores = known.stream().map(BrandStore::id).toList();
        boolean mayDecide =
                stores.stream().anyMatch(store -> Deciding.SERIALS.allows(memberships.roles(viewer.id(), store)));
        return new SerialPages.Serials(
                frames.of(PATH, "serials", "Serials"),
                queue.list(stores, SerialState.WAITING, SHOWN).stream()
                        .map(waiting -> SerialRow.of(
                                waiting, accounts.require(waiting.brand()).username(), chosen.contains(waiting.id())))
                        .toList(),
                queue.count(stores, SerialState.WAITING),
                mayDecide,
                open(known),
                error,
                reason);
    }
}
