package org.brandstore.model.key;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.brandstore.account.Actor;
import org.brandstore.account.key.AccountKeys;
import org.brandstore.account.key.KeyEnding;
import org.brandstore.account.key.KeyScope;
import org.brandstore.account.key.RegisteredKey;
import org.brandstore.approval.ChangeKind;
import org.brandstore.approval.Draft;
import org.brandstore.approval.Outcome;
import org.brandstore.approval.Proposals;
import org.brandstore.assertion.Assertion;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.KeyId;

/**
 * The keys of brands, as their administrators bring and end them. Whoever holds one says what a device is and what it may
 * run; so two people bring one, and one alone may end it.
 */
@ApplicationScoped
@Transactional
public class BrandKeys {
    static final String REQUEST = "request";
    static final String AUTHOR = "author";
    static final String KEY = "key";
    static final String CAUSE = "cause";
    static final String LAST_TRUSTED = "last-trusted";

    private final Proposals proposals;
    private final AccountKeys keys;

    BrandKeys(Proposals proposals, AccountKeys keys) {
        this.proposals = proposals;
        this.keys = keys;
    }

    /** All keys of the brand, oldest first. */
    public List<RegisteredKey> of(AccountId brand) {
        return keys.of(brand);
    }

    /**
     * Asks that a key may sign whatever the brand may say. Asking for one that may already changes nothing.
     *
     * @param request an account-key-request, as {@code snap export-key} writes it
     * @throws org.brandstore.problem.StoreException as {@link AccountKeys#register}
     */
    public Outcome register(AccountId brand, Assertion request, String reason, Actor author) {
        KeyId key = keys.requireRegistrable(brand, request, KeyScope.ANY);
        if (keys.of(brand).stream().anyMatch(held -> held.id().equals(key))) {
            return new Outcome.Done();
        }
        Map<String, String> content = new TreeMap<>();
        content.put(REQUEST, new String(request.encoded(), UTF_8));
        author.person().ifPresent(person -> content.put(AUTHOR, person.value().toString()));
        String title = "let the key " + request.text("name") + " (" + key
                + ") sign models, serials and all else in the name" + " of the brand";
        return proposals.propose(draft(ChangeKind.ACCOUNT_KEY, brand, key, title, content, reason), author);
    }

    /**
     * Ends a key of the brand.
     *
     * @throws org.brandstore.problem.StoreException as {@link AccountKeys#end}
     */
    public Outcome end(AccountId brand, KeyId key, KeyEnding ending, Actor author) {
        Map<String, String> content = new TreeMap<>();
        content.put(KEY, key.value());
        content.put(CAUSE, ending.cause().wireName());
        content.put(LAST_TRUSTED, ending.lastTrusted().map(Instant::toString).orElse(""));
        String title = "end the key " + key + " for " + ending.cause().wireName();
        return proposals.propose(
                draft(ChangeKind.ACCOUNT_KEY_END, brand, key, title, content, ending.reason()), author);
    }

    private static Draft draft(
            ChangeKind kind, AccountId brand, KeyId key, String title, Map<String, String> content, String reason) {
        return new Draft(
                kind,
                "account/" + brand + "/key/" + key,
                title,
                brand,
                Optional.empty(),
                new TreeMap<>(content),
                reason);
    }
}
