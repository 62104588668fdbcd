package org.brandstore.api.admin;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.brandstore.account.PersonId;
import org.brandstore.account.credential.Permission;
import org.brandstore.account.person.People;
import org.brandstore.api.error.Dialect;
import org.brandstore.api.error.ErrorDialect;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.security.Caller;
import org.brandstore.security.Effect;
import org.brandstore.security.OnSnap;
import org.brandstore.security.Requires;
import org.brandstore.snap.Snap;
import org.brandstore.snap.SnapOperation;
import org.brandstore.snap.collaborator.Collaborators;
import org.jboss.resteasy.reactive.ResponseStatus;

/** Who works on a snap beside its publisher. */
@Path("/api/admin/v1/snaps/{id}/collaborators")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Dialect(ErrorDialect.PROBLEM)
public class SnapCollaboratorResource {
    private final AdminAccess access;
    private final Collaborators collaborators;
    private final People people;

    SnapCollaboratorResource(AdminAccess access, Collaborators collaborators, People people) {
        this.access = access;
        this.collaborators = collaborators;
        this.people = people;
    }

    /** A person who works on the snap. */
    public record CollaboratorItem(String person, String email, String name, String since) {}

    /** Whom to ask. */
    public record Invitation(@NotNull @Size(max = 320) String email) {}

    /** The token with which they answer; it is told this once. */
    public record InvitationToken(String email, String token) {
        @Override
        public String toString() {
            return "InvitationToken[" + email + "]";
        }
    }

    @GET
    @Requires(Permission.PACKAGE_ACCESS)
    @OnSnap(SnapOperation.SEE)
    @Effect(Effect.Reach.READS)
    public List<CollaboratorItem> list(String id) {
        return collaborators.of(access.snap(id).id()).stream()
                .flatMap(found -> people.find(found.person()).stream()
                        .map(person -> new CollaboratorItem(
                                person.id().toString(),
                                person.email(),
                                person.displayName(),
                                found.addedAt().toString())))
                .toList();
    }

    @POST
    @Path("/invites")
    @ResponseStatus(201)
    @Requires(Permission.PACKAGE_MANAGE)
    @OnSnap(SnapOperation.SHARE)
    @Effect(Effect.Reach.RECORD)
    public InvitationToken invite(String id, @NotNull @Valid Invitation wanted) {
        Caller caller = access.caller();
        Collaborators.Subject subject = subject(id);
        return new InvitationToken(
                wanted.email(),
                collaborators.invite(subject, wanted.email(), caller.person().id(), caller.actor()));
    }

    @DELETE
    @Path("/{person}")
    @Requires(Permission.PACKAGE_MANAGE)
    @OnSnap(SnapOperation.SHARE)
    @Effect(Effect.Reach.STOP)
    public void remove(String id, String person) {
        Collaborators.Subject subject = subject(id);
        UUID wanted;
        try {
            wanted = UUID.fromString(person);
        } catch (IllegalArgumentException e) {
            throw new StoreException(ErrorCode.NOT_FOUND, "cannot find the person " + person, e);
        }
        collaborators.remove(subject, new PersonId(wanted), access.caller().actor());
    }

    private Collaborators.Subject subject(String id) {
        Snap snap = access.snap(id);
        return new Collaborators.Subject(snap.id(), snap.brand());
    }
}
