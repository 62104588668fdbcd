package org.brandstore.console.account;

import io.quarkus.qute.TemplateInstance;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.brandstore.account.Accounts;
import org.brandstore.account.Person;
import org.brandstore.account.PersonId;
import org.brandstore.account.Role;
import org.brandstore.account.key.AccountKeys;
import org.brandstore.account.key.RegisteredKey;
import org.brandstore.account.person.People;
import org.brandstore.console.ConsoleSession;
import org.brandstore.console.Frames;
import org.brandstore.naming.AccountId;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.security.Rights;
import org.brandstore.store.BrandStore;
import org.brandstore.store.Memberships;

/** Makes the page of keys. */
@Singleton
class KeysViews {
    static final String PATH = "/console/keys";

    private final ConsoleSession session;
    private final Frames frames;
    private final Memberships members;
    private final Rights rights;
    private final AccountKeys keys;
    private final Accounts accounts;
    private final People people;
    private final Clock clock;

    KeysViews(
            ConsoleSession session,
            Frames frames,
            Memberships members,
            Rights rights,
            AccountKeys keys,
            Accounts accounts,
            People people,
            Clock clock) {
        this.session = session;
        this.frames = frames;
        this.members = members;
        this.rights = rights;
        this.keys = keys;
        this.accounts = accounts;
        this.people = people;
        this.clock = clock;
    }

    TemplateInstance page(Note note) {
        Person viewer = session.caller().person();
        List<KeysView> parts = new ArrayList<>();
        parts.add(new KeysView("own", "Keys that you registered", PATH, false, rows(keys.broughtBy(viewer.id()))));
        administered(viewer)
                .forEach((brand, store) -> parts.add(new KeysView(
                        store.id().value(),
                        "Keys of " + accounts.require(brand).displayName(),
                        PATH + "/" + store.id(),
                        true,
                        rows(keys.of(brand)))));
        return new AccountPages.Keys(frames.of(PATH, "account", "Keys"), parts, note);
    }

    /** @throws StoreException {@link ErrorCode#NOT_FOUND} if the viewer does not administer this store */
    AccountId brand(String store) {
        return rights.store(store).brand();
    }

    /** What still signs of what somebody registered, for whoever shuts them out; empty if nothing does. */
    String stillSigning(PersonId gone) {
        List<String> names = keys.usableOf(gone).stream()
                .map(key -> "“" + key.name() + "” of "
                        + accounts.require(key.account()).displayName())
                .toList();
        return names.isEmpty()
                ? ""
                : "They are shut out. Keys that they registered still sign; end those that they keep: "
                        + String.join(", ", names) + ".";
    }

    /** One store of each brand in which the viewer is an administrator. */
    private Map<AccountId, BrandStore> administered(Person viewer) {
        Map<AccountId, BrandStore> stores = new LinkedHashMap<>();
        members.storesOf(viewer.id()).stream()
                .filter(store -> members.roles(viewer.id(), store.id()).contains(Role.ADMIN))
                .forEach(store -> stores.putIfAbsent(store.brand(), store));
        return stores;
    }

    private List<KeysView.Row> rows(List<RegisteredKey> found) {
        Instant now = clock.instant();
        return found.stream()
                .map(key -> new KeysView.Row(
                        key.id().value(),
                        key.name().value(),
                        switch (key.scope()) {
                            case ANY -> "whatever the account may say";
                            case PUBLISHING -> "builds, validations and validation sets";
                        },
                        key.since().toString(),
                        key.broughtBy().flatMap(people::find).map(Person::email).orElse(""),
                        ended(key, now)))
                .toList();
    }

    private static String ended(RegisteredKey key, Instant now) {
        return key.end()
                .map(end -> switch (end.cause()) {
                    case ROTATION -> "replaced: " + end.reason();
                    case THEFT -> "stolen: " + end.reason();
                })
                .orElse(key.isUsableAt(now) ? "" : "expired");
    }
}
