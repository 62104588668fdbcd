package org.brandstore.account;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.Optional;
import org.brandstore.naming.AccountId;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;

@ApplicationScoped
class AccountRepository implements PanacheRepositoryBase<AccountEntity, String> {
    Optional<AccountEntity> findByUsername(String username) {
        return find("username", username).firstResultOptional();
    }

    /** The account, which no other transaction changes from here on until the commit. */
    AccountEntity requireLocked(AccountId id) {
        return findByIdOptional(id.value(), LockModeType.PESSIMISTIC_WRITE).orElseThrow(() -> unknown(id));
    }

    static StoreException unknown(AccountId id) {
        return new StoreException(ErrorCode.RESOURCE_NOT_FOUND, "cannot find account " + id);
    }
}
