package org.brandstore.api.publisher.release;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.brandstore.account.credential.Permission;
import org.brandstore.api.error.Dialect;
import org.brandstore.api.error.ErrorDialect;
import org.brandstore.api.publisher.CallerSnaps;
import org.brandstore.api.publisher.JsonBodies;
import org.brandstore.api.publisher.JsonBody;
import org.brandstore.naming.Track;
import org.brandstore.release.track.Tracks;
import org.brandstore.security.Caller;
import org.brandstore.security.Effect;
import org.brandstore.security.Limits;
import org.brandstore.security.OnSnap;
import org.brandstore.security.Requires;
import org.brandstore.snap.Snap;
import org.brandstore.snap.SnapOperation;
import org.jboss.resteasy.reactive.ResponseStatus;

/** Makes tracks of a snap (publisher-api.md 7). */
@Path("/v1/snap/{name}/tracks")
@Dialect(ErrorDialect.ERROR_LIST)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
public class GatewayTracksResource {
    /** How many of them are new. */
    record Created(@JsonProperty("num-tracks-created") int created) {}

    private final JsonBodies bodies;
    private final CallerSnaps callerSnaps;
    private final Tracks tracks;

    GatewayTracksResource(JsonBodies bodies, CallerSnaps callerSnaps, Tracks tracks) {
        this.bodies = bodies;
        this.callerSnaps = callerSnaps;
        this.tracks = tracks;
    }

    /** Tracks that are there already are left as they are. */
    @POST
    @ResponseStatus(201)
    @Requires(value = Permission.PACKAGE_MANAGE, limits = Limits.SNAPS)
    @OnSnap(SnapOperation.RELEASE)
    @Effect(Effect.Reach.RECORD)
    public Created create(@PathParam("name") String name, InputStream request) {
        List<Track> wanted = new ArrayList<>();
        for (JsonBody item : bodies.objects(request)) {
            if (item.has("version-pattern") || item.has("automatic-phasing-percentage")) {
                throw item.wrong("version-pattern", "tracks have neither patterns nor phasing here; leave both out");
            }
            wanted.add(new Track(item.text("name", 28)));
        }
        Snap snap = callerSnaps.byName(name);
        Caller caller = callerSnaps.caller();
        return new Created(Math.toIntExact(wanted.stream()
                .filter(track -> tracks.create(snap.id(), track, caller.actor()))
                .count()));
    }
}
