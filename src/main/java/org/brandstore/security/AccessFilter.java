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
        Caller caller = authenticate(request)
                .orElseThrow(() -> new StoreException(
                        ErrorCode.AUTHENTICATION_REQUIRED, "cannot do this without valid credentials: sign in first"));
        if (requires != null) {
            for (Permission permission : requires.value()) {
                caller.require(permission);
            }
        }
        current.set(caller);
    }

    private Optional<Caller> authenticate(ContainerRequestContext request) {
        PresentedCredentials presented = new PresentedCredentials(
                Optional.ofNullable(request.getHeaderString("Authorization")),
                Optional.ofNullable(request.getCookies().get(SESSION_COOKIE)).map(Cookie::getValue));
        return schemes.stream()
                .flatMap(scheme -> scheme.authenticate(presented).stream())
                .findFirst()
                .filter(caller -> !caller.person().disabled());
    }
}
