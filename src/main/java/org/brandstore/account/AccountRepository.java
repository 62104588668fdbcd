package org.brandstore.account;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.brandstore.assertion.AssertionRef;
import org.brandstore.assertion.AssertionType;
import org.brandstore.database.Lock;
import org.brandstore.database.Locks;
import org.brandstore.naming.AccountId;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;

@ApplicationScoped
class AccountRepository implements PanacheRepositoryBase<AccountEntity, String> {
    private final Locks locks;

    AccountRepository(Locks locks) {
        this.locks = locks;
    }

    Optional<AccountEntity> findByUsername(String username) {
        return find("username", username).firstResultOptional();
    }

    /** Adds an account, which nobody else sees until the commit. */
    void add(AccountEntity account) {
        persistAndFlush(account);
        locks.made(Lock.ACCOUNT, account.id);
        locks.made(
                Lock.ASSERTION,
                AssertionRef.of(AssertionType.ACCOUNT, account.id).toString());
    }

    /** The account, which no other transaction changes from here on until the commit. */
    AccountEntity requireLocked(AccountId id) {
        return locks.row(Lock.ACCOUNT, AccountEntity.class, id.value()).orElseThrow(() -> unknown(id));
    }

    static StoreException unknown(AccountId id) {
        return new StoreException(ErrorCode.RESOURCE_NOT_FOUND, "cannot find account " + id);
    }
}
