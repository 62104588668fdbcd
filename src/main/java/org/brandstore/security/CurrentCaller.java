package org.brandstore.security;

import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.jspecify.annotations.Nullable;

/** The caller of the present request, once the filter has found one. */
@RequestScoped
public class CurrentCaller {
    private @Nullable Caller caller;

    void set(Caller found) {
        caller = found;
    }

    public Optional<Caller> find() {
        return Optional.ofNullable(caller);
    }

    /** @throws StoreException if nobody is known to call */
    public Caller get() {
        return find().orElseThrow(() ->
                new StoreException(ErrorCode.AUTHENTICATION_REQUIRED, "cannot do this without credentials"));
    }
}
