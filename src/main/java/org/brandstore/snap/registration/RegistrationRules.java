package org.brandstore.snap.registration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.brandstore.account.Actor;
import org.brandstore.event.Events;
import org.brandstore.event.change.BrandChange;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.SnapName;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;

/** Which names the publishers of each brand may register. */
@ApplicationScoped
public class RegistrationRules {
    private static final int MAX_RULES = 1_000;
    private static final Pattern PREFIX = Pattern.compile("[a-z0-9]++(?:-[a-z0-9]++)*+-?");
    private static final int MAX_PREFIX = 30;

    private final NameRuleRepository rows;
    private final Events events;

    RegistrationRules(NameRuleRepository rows, Events events) {
        this.rows = rows;
        this.events = events;
    }

    @Transactional
    public BrandNameRules of(AccountId brand) {
        List<NameRuleEntity> found = rows.of(brand);
        return new BrandNameRules(values(found, NameRuleEntity.PREFIX), values(found, NameRuleEntity.RESERVED));
    }

    /**
     * Replaces the rules of a brand; names that are registered already stay.
     *
     * @throws StoreException {@link ErrorCode#INVALID_FIELD} if one of them is not a name or the begin of one
     */
    @Transactional
    public void set(AccountId brand, BrandNameRules wanted, String why, Actor actor) {
        if (wanted.prefixes().size() + wanted.reserved().size() > MAX_RULES) {
            throw new StoreException(
                    ErrorCode.INVALID_FIELD, "cannot set the name rules: there may be at most " + MAX_RULES);
        }
        for (String prefix : wanted.prefixes()) {
            if (prefix.length() > MAX_PREFIX || !PREFIX.matcher(prefix).matches()) {
                throw new StoreException(
                        ErrorCode.INVALID_FIELD,
                        "cannot set the name rules: a prefix must be up to " + MAX_PREFIX
                                + " of a-z, 0-9 and single hyphens, such as acme-");
            }
        }
        wanted.reserved().forEach(SnapName::new);
        BrandNameRules before = of(brand);
        if (before.equals(wanted)) {
            return;
        }
        rows.clear(brand);
        wanted.prefixes().forEach(value -> rows.persist(NameRuleEntity.of(brand, NameRuleEntity.PREFIX, value)));
        wanted.reserved().forEach(value -> rows.persist(NameRuleEntity.of(brand, NameRuleEntity.RESERVED, value)));
        events.record(actor.label(), new BrandChange.NameRulesSet(brand, told(before), told(wanted), why));
    }

    private static SortedSet<String> values(List<NameRuleEntity> rows, String kind) {
        return rows.stream()
                .filter(row -> row.kind.equals(kind))
                .map(row -> row.value)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static BrandChange.NameRules told(BrandNameRules rules) {
        return new BrandChange.NameRules(List.copyOf(rules.prefixes()), List.copyOf(rules.reserved()));
    }
}
