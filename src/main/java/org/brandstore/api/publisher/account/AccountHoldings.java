package org.brandstore.api.publisher.account;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.brandstore.account.Account;
import org.brandstore.account.Accounts;
import org.brandstore.account.Role;
import org.brandstore.api.publisher.CallerSnaps;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.SnapId;
import org.brandstore.security.Caller;
import org.brandstore.snap.Snap;
import org.brandstore.snap.listing.Listings;
import org.brandstore.store.BrandStore;
import org.brandstore.store.Memberships;

/** The snaps and stores of the caller, as the account tells of them (publisher-api.md 4.2). */
@ApplicationScoped
class AccountHoldings {
    private final CallerSnaps callerSnaps;
    private final Listings listings;
    private final Accounts accounts;
    private final Memberships members;

    AccountHoldings(CallerSnaps callerSnaps, Listings listings, Accounts accounts, Memberships members) {
        this.callerSnaps = callerSnaps;
        this.listings = listings;
        this.accounts = accounts;
        this.members = members;
    }

    /** The snaps by name: the tools look up ids there. */
    Map<String, AccountReply.SnapItem> snaps() {
        Map<AccountId, AccountReply.Publisher> publishers = new HashMap<>();
        Map<String, AccountReply.SnapItem> items = new TreeMap<>();
        Set<SnapId> unlisted = listings.unlisted();
        for (Snap snap : callerSnaps.all()) {
            AccountReply.Publisher publisher = publishers.computeIfAbsent(snap.publisher(), this::publisher);
            items.put(
                    snap.name().value(),
                    new AccountReply.SnapItem(
                            snap.id().value(),
                            snap.name().value(),
                            "Approved",
                            snap.createdAt().toString(),
                            snap.isPrivate(),
                            unlisted.contains(snap.id()),
                            snap.store().value(),
                            publisher));
        }
        return items;
    }

    private AccountReply.Publisher publisher(AccountId id) {
        Account account = accounts.find(id).orElseThrow();
        return new AccountReply.Publisher(
                account.id().value(), account.username(), account.displayName(), account.validation());
    }

    /** Those in which the person has a role and the credential is good. */
    List<AccountReply.StoreItem> stores(Caller caller) {
        return members.storesOf(caller.person().id()).stream()
                .filter(store -> !caller.isLimitedAwayFrom(store.id()))
                .map(store -> item(caller, store))
                .toList();
    }

    private AccountReply.StoreItem item(Caller caller, BrandStore store) {
        List<String> roles = members.roles(caller.person().id(), store.id()).stream()
                .map(Role::wireName)
                .sorted()
                .toList();
        return new AccountReply.StoreItem(store.id().value(), store.name(), roles);
    }
}
