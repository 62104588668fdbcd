package org.brandstore.api.publisher;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.brandstore.account.Role;
import org.brandstore.approval.Deciding;
import org.brandstore.assertion.Assertion;
import org.brandstore.naming.AccountId;
import org.brandstore.problem.StoreException;
import org.brandstore.security.Caller;
import org.brandstore.security.Rights;
import org.brandstore.store.BrandStore;
import org.brandstore.store.Memberships;

/**
 * The accounts in whose name the caller hands in what concerns more than one snap: their own, and those of brands for which
 * they decide. Handing in is not signing: what carries a brand's account must be signed by a key of the brand.
 */
@ApplicationScoped
public class CallerAccounts {

    private final Rights rights;
    private final Memberships members;

    CallerAccounts(Rights rights, Memberships members) {
        this.rights = rights;
        this.members = members;
    }

    /**
     * The account that a draft names.
     *
     * @throws StoreException if it is none of the caller's, or as {@link #own}
     */
    public AccountId named(JsonBody body) {
        AccountId own = own();
        String wanted = body.text("account-id", 64);
        if (wanted.equals(own.value())) {
            return own;
        }
        return brands(Deciding.RELEASES.roles()).stream()
                .filter(brand -> brand.value().equals(wanted))
                .findFirst()
                .orElseThrow(() -> body.wrong(
                        "account-id",
                        "it must be your own account, " + own
                                + ", or that of a brand whose administrator or release manager you are"));
    }

    /** Of those accounts the one in whose name the assertion speaks; the caller's own if it is none of them. */
    public AccountId speaker(Assertion signed) {
        AccountId own = own();
        return brands(Deciding.RELEASES.roles()).stream()
                .filter(brand ->
                        signed.authorityId().filter(brand.value()::equals).isPresent())
                .findFirst()
                .orElse(own);
    }

    /** Of which accounts the caller reads what was signed: their own first, then those of their stores' brands. */
    public List<AccountId> read() {
        Caller caller = rights.caller();
        Set<AccountId> all = new LinkedHashSet<>();
        all.add(caller.person().account());
        all.addAll(brands(EnumSet.allOf(Role.class)));
        return List.copyOf(all);
    }

    /**
     * The caller's own account, if they work in a store.
     *
     * @throws StoreException if they only look on in every store
     */
    private AccountId own() {
        rights.somewhere();
        return rights.caller().person().account();
    }

    /** Throws as {@link #own}, for what concerns the caller's own account alone. */
    public void requireWorking() {
        own();
    }

    private Set<AccountId> brands(Set<Role> roles) {
        Caller caller = rights.caller();
        return members.storesOf(caller.person().id()).stream()
                .filter(store -> !caller.isLimitedAwayFrom(store.id()))
                .filter(store ->
                        members.roles(caller.person().id(), store.id()).stream().anyMatch(roles::contains))
                .map(BrandStore::brand)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
