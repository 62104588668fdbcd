package org.brandstore.security;

import java.util.Optional;
import org.brandstore.problem.StoreException;

/** One way to show who calls. All beans of this type are asked in turn. */
public interface AuthenticationScheme {
    /**
     * Finds the caller.
     *
     * @return empty if the request brought nothing of this scheme, or something that does not work
     * @throws StoreException if the credential is of this scheme and the client must be told more than that it does not
     *     work, such as that it needs a refresh
     */
    Optional<Caller> authenticate(PresentedCredentials presented);
}
