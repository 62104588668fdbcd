package org.brandstore.security;

import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Method;
import java.util.Optional;
import org.brandstore.account.CredentialKind;
import org.brandstore.account.Permission;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;

/** Lets a request through only if the method that will handle it says to whom it is open. */
@Provider
@Priority(Priorities.AUTHENTICATION)
public class AccessFilter implements ContainerRequestFilter {
    /** The console's session cookie; its secret is a credential of kind console. */
    public static final String SESSION_COOKIE = "brandstore-session";

    private final ResourceInfo resource;
    private final CurrentCaller current;
    private final Instance<AuthenticationScheme> schemes;

    AccessFilter(ResourceInfo resource, CurrentCaller current, Instance<AuthenticationScheme> schemes) {
        this.resource = resource;
        this.current = current;
        this.schemes = schemes;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        Method method = resource.getResourceMethod();
        if (method.isAnnotationPresent(Open.class) || method.isAnnotationPresent(DeviceFace.class)) {
            return;
        }
        Requires requires = method.getAnnotation(Requires.class);
        if (requires == null && !method.isAnnotationPresent(SignedIn.class)) {
            throw new StoreException(ErrorCode.RESOURCE_FORBIDDEN, "cannot do this: the method is open to nobody");
        }
        boolean browser = resource.getResourceClass().isAnnotationPresent(BrowserFace.class);
        Caller caller = authenticate(presented(request, browser))
                .orElseThrow(() -> new StoreException(
                        ErrorCode.AUTHENTICATION_REQUIRED, "cannot do this without valid credentials: sign in first"));
        if (browser && caller.credential().kind() != CredentialKind.CONSOLE) {
            // what credentials of programs allow is narrower than what their person may do there
            throw new StoreException(
                    ErrorCode.RESOURCE_FORBIDDEN,
                    "cannot use the console with this credential: sign in with a browser");
        }
        if (requires != null) {
            for (Permission permission : requires.value()) {
                caller.require(permission);
            }
        }
        current.set(caller);
    }

    /** The session cookie counts where browsers are meant, and nowhere else. */
    private static PresentedCredentials presented(ContainerRequestContext request, boolean browser) {
        return new PresentedCredentials(
                Optional.ofNullable(request.getHeaderString("Authorization")),
                Optional.ofNullable(request.getCookies().get(SESSION_COOKIE))
                        .filter(cookie -> browser)
                        .map(Cookie::getValue));
    }

    private Optional<Caller> authenticate(PresentedCredentials presented) {
        return schemes.stream()
                .flatMap(scheme -> scheme.authenticate(presented).stream())
                .findFirst()
                .filter(caller -> !caller.person().disabled());
    }
}
