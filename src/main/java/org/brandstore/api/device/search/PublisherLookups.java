package org.brandstore.api.device.search;

import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.util.Optional;
import org.brandstore.account.credential.Permission;
import org.brandstore.api.device.DeviceHeaders;
import org.brandstore.naming.NameRules;
import org.brandstore.naming.SnapId;
import org.brandstore.naming.SnapName;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.security.AuthenticationScheme;
import org.brandstore.security.Caller;
import org.brandstore.security.PresentedCredentials;
import org.brandstore.snap.Snap;
import org.brandstore.snap.SnapAccess;
import org.brandstore.snap.SnapOperation;

/**
 * Tells publishers the id of a snap by its name: their tool asks the address that devices ask, with its own credential and
 * for this one field (publisher-api.md 4.17).
 */
@ApplicationScoped
class PublisherLookups {
    private static final String ONLY_FIELD = "snap-id";

    private final Instance<AuthenticationScheme> schemes;
    private final SnapAccess access;

    PublisherLookups(Instance<AuthenticationScheme> schemes, SnapAccess access) {
        this.schemes = schemes;
        this.access = access;
    }

    /** Whether this is such a question. */
    static boolean concerns(HttpServerRequest request) {
        DeviceHeaders headers = new DeviceHeaders(request);
        return headers.session().isEmpty()
                && headers.authorization().isPresent()
                && ONLY_FIELD.equals(request.getParam("fields"));
    }

    /**
     * The id. The tool takes a name that is not found for an id and signs that (publisher-api.md trap 20), so what is a name
     * is never answered as not found.
     *
     * @param text a name, or an id already
     * @throws StoreException {@link ErrorCode#INVALID_CREDENTIALS}, {@link ErrorCode#PERMISSION_REQUIRED}, or {@link
     *     ErrorCode#INVALID_FIELD} if there is no such snap in the caller's stores
     */
    Snap find(HttpServerRequest request, String text) {
        PresentedCredentials presented =
                new PresentedCredentials(new DeviceHeaders(request).authorization(), Optional.empty());
        Caller caller = schemes.stream()
                .flatMap(scheme -> scheme.authenticate(presented).stream())
                .findFirst()
                .filter(found -> !found.person().disabled())
                .orElseThrow(() -> new StoreException(
                        ErrorCode.INVALID_CREDENTIALS, "cannot accept the credential: sign in again"));
        caller.require(Permission.PACKAGE_ACCESS);
        Snap snap = NameRules.isSnapId(text) ? byId(caller, text) : byName(caller, text);
        caller.requireSnap(snap.name());
        return snap;
    }

    private Snap byId(Caller caller, String id) {
        return access.require(viewer(caller), new SnapId(id), SnapOperation.SEE);
    }

    private Snap byName(Caller caller, String name) {
        try {
            return access.require(viewer(caller), new SnapName(name), SnapOperation.SEE);
        } catch (StoreException e) {
            if (e.code() == ErrorCode.RESOURCE_NOT_FOUND) {
                throw unknown(name);
            }
            throw e;
        }
    }

    private static SnapAccess.Viewer viewer(Caller caller) {
        return new SnapAccess.Viewer(
                caller.person(), caller.credential().limits().stores());
    }

    private static StoreException unknown(String text) {
        return new StoreException(
                ErrorCode.INVALID_FIELD, "cannot find snap " + text + " in your stores: check its name");
    }
}
