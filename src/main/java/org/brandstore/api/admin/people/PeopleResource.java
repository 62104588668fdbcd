package org.brandstore.api.admin.people;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.brandstore.account.PersonId;
import org.brandstore.account.Role;
import org.brandstore.account.credential.Permission;
import org.brandstore.account.key.AccountKeys;
import org.brandstore.api.admin.AdminAccess;
import org.brandstore.api.admin.Waits;
import org.brandstore.api.error.Dialect;
import org.brandstore.api.error.ErrorDialect;
import org.brandstore.approval.ChangeKind;
import org.brandstore.event.Reason;
import org.brandstore.naming.StoreId;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.security.Effect;
import org.brandstore.security.InStore;
import org.brandstore.security.Requires;
import org.brandstore.store.StorePeople;
import org.brandstore.store.StorePerson;
import org.brandstore.store.invitation.Invitation;
import org.brandstore.store.invitation.Invitations;
import org.brandstore.store.invitation.IssuedInvitation;
import org.brandstore.store.invitation.NewInvitation;
import org.jspecify.annotations.Nullable;

/** The people of a store, for its administrators. */
@Path("/api/admin/v1/stores/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Dialect(ErrorDialect.PROBLEM)
public class PeopleResource {
    private final AdminAccess access;
    private final StorePeople people;
    private final Invitations invitations;
    private final AccountKeys keys;
    private final KeyItems items;

    PeopleResource(AdminAccess access, StorePeople people, Invitations invitations, AccountKeys keys, KeyItems items) {
        this.access = access;
        this.people = people;
        this.invitations = invitations;
        this.keys = keys;
        this.items = items;
    }

    /**
     * Somebody with a role in the store.
     *
     * @param proven whether they have shown that the address is theirs
     */
    public record PersonItem(
            String id, String email, String name, List<String> roles, boolean proven, boolean disabled) {
        static PersonItem of(StorePerson found) {
            return new PersonItem(
                    found.person().id().toString(),
                    found.person().email(),
                    found.person().displayName(),
                    words(found.roles()),
                    found.person().proven(),
                    found.person().disabled());
        }
    }

    /** An invitation that is open. */
    public record InvitationItem(String id, String email, String name, List<String> roles, String expires) {
        static InvitationItem of(Invitation invitation) {
            return new InvitationItem(
                    invitation.id().toString(),
                    invitation.email(),
                    invitation.displayName(),
                    words(invitation.roles()),
                    invitation.expiresAt().toString());
        }
    }

    /**
     * A new invitation.
     *
     * @param link told this once; empty if it was sent by mail
     * @param trouble why it was not, if this store sends mail; empty otherwise
     */
    public record NewInvitationItem(String id, String link, String trouble, String expires) {
        @Override
        public String toString() {
            return "NewInvitationItem[" + id + "]";
        }
    }

    /**
     * Exactly these roles; none lets the person out of the store.
     *
     * @param reason for those who have to agree to roles in which people decide
     */
    public record Roles(
            @NotNull @Size(max = 10) List<@NotNull @Size(max = 40) String> roles,

            @Nullable @Size(min = 1, max = Reason.MAX_LENGTH) String reason) {}

    /** Why somebody is shut out of the brand. */
    public record Disabling(
            @NotNull @Size(min = 1, max = Reason.MAX_LENGTH) String reason) {}

    /**
     * What is left of somebody who was shut out.
     *
     * @param keys that they registered and that still sign
     */
    public record Disabled(List<KeyItem> keys) {}

    /** Whom to ask in. */
    public record Invitee(
            @NotNull @Size(max = 255) String email,
            @NotNull @Size(max = 128) String name,
            @NotNull @Size(min = 1, max = 10) List<@NotNull @Size(max = 40) String> roles) {}

    @GET
    @Path("/people")
    @Requires(Permission.STORE_ADMIN)
    @InStore(Role.ADMIN)
    @Effect(Effect.Reach.READS)
    public List<PersonItem> list(String id) {
        return people.of(administered(id)).stream().map(PersonItem::of).toList();
    }

    /** 202 with what waits, where somebody else has to agree to some of the roles. */
    @PUT
    @Path("/people/{person}/roles")
    @Requires(Permission.STORE_ADMIN)
    @InStore(Role.ADMIN)
    @Effect(value = Effect.Reach.GATED, kinds = ChangeKind.ROLES)
    public Response setRoles(String id, String person, @NotNull @Valid Roles wanted) {
        return people.setRoles(
                        administered(id),
                        person(person),
                        roles(wanted.roles()),
                        wanted.reason() == null ? "roles set through the API" : wanted.reason(),
                        access.caller().actor())
                .map(waiting -> Response.accepted(
                        new Waits(waiting.proposal().toString(), waiting.approvalsNeeded(), waiting.title())))
                .orElseGet(Response::noContent)
                .build();
    }

    /** From now on the person has nothing any more in the stores of the brand, but the keys that are told. */
    @POST
    @Path("/people/{person}/disable")
    @Requires(Permission.STORE_ADMIN)
    @InStore(Role.ADMIN)
    @Effect(Effect.Reach.STOP)
    public Disabled disable(String id, String person, @NotNull @Valid Disabling why) {
        people.disable(
                administered(id), person(person), why.reason(), access.caller().actor());
        return new Disabled(items.of(keys.usableOf(person(person))));
    }

    /** The identity provider knows the person by another name than before: the next sign-in through it binds anew. */
    @POST
    @Path("/people/{person}/unbind")
    @Requires(Permission.STORE_ADMIN)
    @InStore(Role.ADMIN)
    @Effect(Effect.Reach.STOP)
    public void unbind(String id, String person) {
        people.forgetIdentities(
                administered(id), person(person), access.caller().actor());
    }

    @GET
    @Path("/invitations")
    @Requires(Permission.STORE_ADMIN)
    @InStore(Role.ADMIN)
    @Effect(Effect.Reach.READS)
    public List<InvitationItem> invitations(String id) {
        return invitations.of(administered(id)).stream().map(InvitationItem::of).toList();
    }

    @POST
    @Path("/invitations")
    @Requires(Permission.STORE_ADMIN)
    @InStore(Role.ADMIN)
    @Effect(value = Effect.Reach.GATED, kinds = ChangeKind.ROLES)
    public NewInvitationItem invite(String id, @NotNull @Valid Invitee invitee) {
        StoreId store = administered(id);
        IssuedInvitation issued = invitations.invite(
                new NewInvitation(store, invitee.email(), invitee.name(), roles(invitee.roles())),
                access.caller().person());
        return new NewInvitationItem(
                issued.invitation().id().toString(),
                issued.link().orElse(""),
                issued.trouble().orElse(""),
                issued.invitation().expiresAt().toString());
    }

    @DELETE
    @Path("/invitations/{invitation}")
    @Requires(Permission.STORE_ADMIN)
    @InStore(Role.ADMIN)
    @Effect(Effect.Reach.STOP)
    public void withdraw(String id, String invitation) {
        invitations.withdraw(administered(id), uuid(invitation), access.caller().actor());
    }

    private StoreId administered(String id) {
        return access.store(id).id();
    }

    private static PersonId person(String text) {
        return new PersonId(uuid(text));
    }

    private static UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw new StoreException(ErrorCode.NOT_FOUND, "cannot find " + text, e);
        }
    }

    private static Set<Role> roles(List<String> names) {
        return names.stream()
                .map(name -> Role.find(name)
                        .orElseThrow(() -> new StoreException(
                                ErrorCode.INVALID_FIELD, "cannot give the role \"" + name + "\": there is none")))
                .collect(Collectors.toSet());
    }

    private static List<String> words(Collection<Role> roles) {
        return roles.stream().map(Role::wireName).sorted().toList();
    }
}
