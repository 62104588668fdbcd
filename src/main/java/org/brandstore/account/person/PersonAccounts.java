package org.brandstore.account.person;

import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.util.Locale;
import org.brandstore.account.Accounts;
import org.brandstore.account.Actor;
import org.brandstore.account.TextRules;
import org.brandstore.event.Checked;
import org.brandstore.event.change.AccountChange;
import org.brandstore.naming.AccountId;
import org.brandstore.problem.StoreException;

/** Gives people the publisher accounts of their own. Must be called inside a transaction. */
@ApplicationScoped
class PersonAccounts {
    private static final String ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789";
    private static final int DRAWN = 6;
    private static final int MAX_STEM = 32;

    private final PersonRepository rows;
    private final Accounts accounts;
    private final SecureRandom random;

    PersonAccounts(PersonRepository rows, Accounts accounts, SecureRandom random) {
        this.rows = rows;
        this.accounts = accounts;
        this.random = random;
    }

    /** Somebody who was added before people had accounts of their own gets it at the first use. */
    @Checked(
            value = AccountChange.Created.class,
            because = "somebody from before people had accounts gets one when they are looked up")
    void complete(PersonEntity row) {
        if (row.ownAccountId == null) {
            rows.refreshLocked(row);
        }
        if (row.ownAccountId == null) {
            give(row, Actor.system("accounts"));
        }
    }

    /** A row that is not kept yet gets its account. */
    void give(PersonEntity row, Actor actor) {
        row.ownAccountId = accounts.createPersonal(
                        username(row.email), publicName(row), new AccountId(row.accountId), actor)
                .id()
                .value();
    }

    /**
     * With letters drawn by chance, so that nobody takes a name for which others will be taken, or learns which there
     * are.
     */
    private String username(String email) {
        StringBuilder stem = new StringBuilder();
        for (String word :
                email.substring(0, email.indexOf('@')).toLowerCase(Locale.ROOT).split("[^a-z0-9]+", -1)) {
            if (!word.isEmpty()) {
                stem.append(word).append('-');
            }
        }
        stem.setLength(Math.min(stem.length(), MAX_STEM));
        if (stem.isEmpty()) {
            stem.append("person-");
        }
        for (int i = 0; i < DRAWN; i++) {
            stem.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return stem.toString();
    }

    /** Names that were taken before there was a rule for them do not go into what is signed. */
    private static String publicName(PersonEntity row) {
        try {
            return TextRules.displayName(row.displayName);
        } catch (StoreException e) {
            return "A publisher";
        }
    }
}
