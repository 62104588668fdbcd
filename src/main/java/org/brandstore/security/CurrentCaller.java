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
    private @Nullable Clearance clearance;

    void set(Caller found, Demand demand) {
        clearance = new Clearance(demand);
        caller = found.of(clearance);
    }

    public Optional<Caller> find() {
        return Optional.ofNullable(caller);
    }

    /** @throws StoreException if nobody is known to call */
    public Caller get() {
        return find().orElseThrow(CurrentCaller::nobody);
    }

    Clearance clearance() {
        return findClearance().orElseThrow(CurrentCaller::nobody);
    }

    /** Empty where no person is needed. */
    Optional<Clearance> findClearance() {
        return Optional.ofNullable(clearance);
    }

    private static StoreException nobody() {
        return new StoreException(ErrorCode.AUTHENTICATION_REQUIRED, "cannot tell who asks: there are no credentials");
    }
}
