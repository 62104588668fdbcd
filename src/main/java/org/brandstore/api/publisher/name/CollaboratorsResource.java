package org.brandstore.api.publisher.name;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.brandstore.account.PersonId;
import org.brandstore.account.credential.Permission;
import org.brandstore.account.person.People;
import org.brandstore.api.error.Dialect;
import org.brandstore.api.error.ErrorDialect;
import org.brandstore.api.publisher.CallerSnaps;
import org.brandstore.api.publisher.JsonBodies;
import org.brandstore.api.publisher.JsonBody;
import org.brandstore.security.Caller;
import org.brandstore.security.Effect;
import org.brandstore.security.Limits;
import org.brandstore.security.OnSnap;
import org.brandstore.security.OwnAffair;
import org.brandstore.security.Requires;
import org.brandstore.snap.Snap;
import org.brandstore.snap.SnapOperation;
import org.brandstore.snap.collaborator.Collaborator;
import org.brandstore.snap.collaborator.Collaborators;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** Who works on a snap beside its publisher (publisher-api.md 7). */
@Path("/v1/snap/{name}/collaborators")
@Dialect(ErrorDialect.ERROR_LIST)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
public class CollaboratorsResource {
    private static final int MAX_EMAIL = 320;
    private static final int MAX_TOKEN = 200;

    /** All of them. */
    record CollaboratorList(@JsonProperty("collaborators") List<Shared> collaborators) {
        record Shared(
                @JsonProperty("account") Who account,
                @JsonProperty("permissions") List<String> permissions,
                @JsonProperty("created-at") String createdAt,
                @JsonProperty("created-by") @Nullable Who createdBy,
                @JsonProperty("updated-at") @Nullable String updatedAt) {}
    }

    /** A person. */
    record Who(
            @JsonProperty("id") String id,
            @JsonProperty("email") String email,
            @JsonProperty("display-name") String displayName) {}

    /** All invitations, newest first. */
    record InviteList(@JsonProperty("invites") List<Asked> invites) {
        record Asked(
                @JsonProperty("email") String email,
                @JsonProperty("status") String status,
                @JsonProperty("created-at") String createdAt,
                @JsonProperty("expires-at") String expiresAt) {}
    }

    /** The tokens of new invitations; they are told this once. */
    record TokenList(@JsonProperty("tokens") List<Issued> tokens) {
        record Issued(
                @JsonProperty("email") String email,
                @JsonProperty("token") String token) {
            @Override
            public String toString() {
                return "Issued[" + email + "]";
            }
        }
    }

    private final JsonBodies bodies;
    private final CallerSnaps callerSnaps;
    private final Collaborators collaborators;
    private final People people;

    CollaboratorsResource(JsonBodies bodies, CallerSnaps callerSnaps, Collaborators collaborators, People people) {
        this.bodies = bodies;
        this.callerSnaps = callerSnaps;
        this.collaborators = collaborators;
        this.people = people;
    }

    @GET
    @Requires(value = Permission.PACKAGE_ACCESS, limits = Limits.NO_CHANNEL)
    @OnSnap(SnapOperation.SEE)
    @Effect(Effect.Reach.READS)
    public CollaboratorList list(@PathParam("name") String name) {
        Snap snap = callerSnaps.byName(name);
        return new CollaboratorList(
                collaborators.of(snap.id()).stream().map(this::item).toList());
    }

    @GET
    @Path("invites")
    @Requires(value = Permission.PACKAGE_ACCESS, limits = Limits.NO_CHANNEL)
    @OnSnap(SnapOperation.SHARE)
    @Effect(Effect.Reach.READS)
    public InviteList invites(@PathParam("name") String name) {
        Snap snap = callerSnaps.byName(name);
        return new InviteList(collaborators.invites(snap.id()).stream()
                .map(invite -> new InviteList.Asked(
                        invite.email(),
                        invite.state().wireName(),
                        invite.createdAt().toString(),
                        invite.expiresAt().toString()))
                .toList());
    }

    @POST
    @Path("invites")
    @ResponseStatus(201)
    @Requires(value = Permission.PACKAGE_MANAGE, limits = Limits.SNAPS)
    @OnSnap(SnapOperation.SHARE)
    @Effect(Effect.Reach.RECORD)
    public TokenList invite(@PathParam("name") String name, InputStream request) {
        List<String> emails = emails(request);
        Collaborators.Subject subject = subject(name);
        Caller caller = callerSnaps.caller();
        Iterator<String> tokens = collaborators
                .inviteAll(subject, emails, caller.person().id(), caller.actor())
                .iterator();
        return new TokenList(emails.stream()
                .map(email -> new TokenList.Issued(email, tokens.next()))
                .toList());
    }

    @POST
    @Path("invites/revoke")
    @Requires(value = Permission.PACKAGE_MANAGE, limits = Limits.SNAPS)
    @OnSnap(SnapOperation.SHARE)
    @Effect(Effect.Reach.STOP)
    public void revoke(@PathParam("name") String name, InputStream request) {
        List<String> emails = emails(request);
        Collaborators.Subject subject = subject(name);
        emails.forEach(email ->
                collaborators.revoke(subject, email, callerSnaps.caller().actor()));
    }

    /** Whoever answers does not see the snap yet, so the token says all. */
    @POST
    @Path("invites/accept")
    @Requires(Permission.PACKAGE_MANAGE)
    @OwnAffair
    @Effect(Effect.Reach.OWN)
    public void accept(InputStream request) {
        String token = bodies.object(request).text("token", MAX_TOKEN);
        Caller caller = callerSnaps.caller();
        collaborators.accept(token, caller.person(), caller.actor());
    }

    @POST
    @Path("invites/reject")
    @Requires(Permission.PACKAGE_MANAGE)
    @OwnAffair
    @Effect(Effect.Reach.OWN)
    public void reject(InputStream request) {
        String token = bodies.object(request).text("token", MAX_TOKEN);
        Caller caller = callerSnaps.caller();
        collaborators.reject(token, caller.person(), caller.actor());
    }

    private Collaborators.Subject subject(String name) {
        Snap snap = callerSnaps.byName(name);
        return new Collaborators.Subject(snap.id(), snap.brand());
    }

    private List<String> emails(InputStream request) {
        JsonBody body = bodies.object(request);
        List<String> emails = body.objects("invites").stream()
                .map(item -> item.text("email", MAX_EMAIL))
                .toList();
        if (emails.isEmpty() || emails.size() > 20) {
            throw body.wrong("invites", "it must have 1 to 20 items");
        }
        return emails;
    }

    private CollaboratorList.Shared item(Collaborator collaborator) {
        return new CollaboratorList.Shared(
                who(collaborator.person()).orElseThrow(),
                List.of("package_access", "package_push", "package_release", "package_update"),
                collaborator.addedAt().toString(),
                who(collaborator.addedBy()).orElse(null),
                null);
    }

    private Optional<Who> who(PersonId id) {
        return people.find(id).map(person -> new Who(person.id().toString(), person.email(), person.displayName()));
    }
}
