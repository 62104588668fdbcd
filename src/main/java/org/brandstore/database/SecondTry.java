package org.brandstore.database;

import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Does a whole transaction once more if it clashed with another one: of two that deadlock, fail to be put one after the
 * other, or change one row at once, the one that lost sees on its second try what the other has done. A clash again is the
 * caller's to know.
 */
@Interceptor
@Transactional
@Priority(
        Interceptor.Priority.PLATFORM_BEFORE + 190) // around the interceptor that begins and ends transactions, at 200
class SecondTry {
    private static final Logger LOG = Logger.getLogger(SecondTry.class);

    private final TransactionSynchronizationRegistry transactions;

    SecondTry(TransactionSynchronizationRegistry transactions) {
        this.transactions = transactions;
    }

    @AroundInvoke
    @Nullable Object call(InvocationContext call) throws Exception {
        if (transactions.getTransactionStatus() != Status.STATUS_NO_TRANSACTION) {
            return call.proceed(); // a part of a transaction cannot be done again
        }
        try {
            return call.proceed();
        } catch (Exception e) {
            if (DatabaseTrouble.of(e)
                    .filter(trouble -> trouble == DatabaseTrouble.CLASH)
                    .isEmpty()) {
                throw e;
            }
            LOG.debugf("transaction clashed, trying once more: method=%s cause=%s", call.getMethod(), e);
            return call.proceed();
        }
    }
}
