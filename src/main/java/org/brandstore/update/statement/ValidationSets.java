package org.brandstore.update.statement;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.brandstore.account.Actor;
import org.brandstore.approval.Outcome;
import org.brandstore.approval.Proposals;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionDatabase;
import org.brandstore.assertion.AssertionRef;
import org.brandstore.assertion.AssertionType;
import org.brandstore.event.Checked;
import org.brandstore.event.change.StatementChange;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.Revision;
import org.brandstore.naming.SnapId;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.snap.Revisions;
import org.brandstore.snap.Snap;
import org.brandstore.store.BrandStore;

/** The validation sets that accounts sign themselves (assertions.md 3.14). */
@ApplicationScoped
public class ValidationSets {
    private static final String SERIES = "16";
    private static final Pattern NAME = Pattern.compile("[a-z0-9]++(?:-[a-z0-9]++)*+");
    private static final Set<String> PRESENCES = Set.of("", "required", "optional", "invalid");

    private final AssertionDatabase database;
    private final SignedStatements statements;
    private final EnforcedSets enforced;
    private final Proposals proposals;
    private final Revisions revisions;

    ValidationSets(
            AssertionDatabase database,
            SignedStatements statements,
            EnforcedSets enforced,
            Proposals proposals,
            Revisions revisions) {
        this.database = database;
        this.statements = statements;
        this.enforced = enforced;
        this.proposals = proposals;
        this.revisions = revisions;
    }

    /**
     * Checks a draft as far as that can be done before it is signed. Snaps that the author does not see may be in it, as
     * those of other stores are, and nothing is said about them.
     *
     * @param seen the snaps that the author sees
     * @return the revision that it must have to follow what is held of the same sequence
     * @throws StoreException {@link ErrorCode#INVALID_FIELD} that says what would be refused later
     */
    @Transactional
    public int nextRevision(ValidationSetDraft draft, Collection<Snap> seen) {
        Map<SnapId, Snap> known = seen.stream().collect(Collectors.toMap(Snap::id, Function.identity()));
        if (!NAME.matcher(draft.name()).matches()) {
            throw wrong("its name must be words of a-z and 0-9 with single hyphens between them");
        }
        if (draft.snaps().isEmpty()) {
            throw wrong("it must list at least one snap");
        }
        Set<Object> listed = new HashSet<>();
        for (ValidationSetDraft.Entry entry : draft.snaps()) {
            if (!listed.add(entry.name()) || !listed.add(entry.id())) {
                throw wrong("snap " + entry.name() + " or its id is listed twice");
            }
            check(entry);
            Optional.ofNullable(known.get(entry.id())).ifPresent(snap -> checkKnown(entry, snap));
        }
        return database.find(AssertionRef.of(
                        AssertionType.VALIDATION_SET,
                        SERIES,
                        draft.account().value(),
                        draft.name(),
                        Integer.toString(draft.sequence())))
                .map(held -> held.revision() + 1)
                .orElse(0);
    }

    /**
     * Keeps a set, or proposes it where a model names the set, so that it tells devices which revisions to have.
     *
     * @throws StoreException if it is not the account's, does not verify, or is not newer than what is held
     */
    @Transactional
    @Checked(value = StatementChange.ValidationSetSigned.class, because = "no model names the set; else it is proposed")
    public Outcome accept(Assertion set, AccountId account, Actor actor) {
        SignedStatements.require(set, AssertionType.VALIDATION_SET, account);
        Optional<BrandStore> store = enforced.storeOf(account, set.text("name"));
        if (store.isEmpty()) {
            statements.add(set, account, StatementChange.ValidationSetSigned::new, actor);
            return new Outcome.Done();
        }
        return proposals.propose(enforced.draft(set, account, store.get()), actor);
    }

    /** The newest revision of every member of every set of the account, by name and sequence. */
    @Transactional
    public List<Assertion> of(AccountId account) {
        return database.findByHeader(AssertionType.VALIDATION_SET, "account-id", account.value()).stream()
                .sorted(Comparator.comparing((Assertion set) -> set.text("name"))
                        .thenComparing(set -> set.sequence().orElse(0)))
                .toList();
    }

    private void check(ValidationSetDraft.Entry entry) {
        String where = "snap " + entry.name();
        check(where, entry.presence(), entry.revision().isPresent());
        boolean pinned = entry.revision().isPresent();
        entry.components().forEach((name, component) -> {
            String part = "component " + name + " of " + where;
            boolean hasRevision = component.revision().isPresent();
            check(part, component.presence(), hasRevision);
            if (hasRevision && !pinned) {
                throw wrong(part + " must have no revision, since its snap has none");
            }
            if (pinned && !hasRevision && !component.presence().equals("invalid")) {
                throw wrong(part + " must have a revision, since its snap has one");
            }
        });
    }

    private void checkKnown(ValidationSetDraft.Entry entry, Snap known) {
        String where = "snap " + entry.name();
        if (!known.name().equals(entry.name())) {
            throw wrong(where + " must not have the id " + entry.id() + ", which is that of " + known.name());
        }
        Optional<Revision> missing = entry.revision().stream()
                .mapToObj(Revision::new)
                .filter(revision -> revisions.find(known.id(), revision).isEmpty())
                .findFirst();
        if (missing.isPresent()) {
            throw wrong(where + " has no revision " + missing.get());
        }
    }

    private static void check(String where, String presence, boolean hasRevision) {
        if (!PRESENCES.contains(presence)) {
            throw wrong("the presence of " + where + " must be required, optional or invalid");
        }
        if (presence.equals("invalid") && hasRevision) {
            throw wrong(where + " must have no revision: it must not be there at all");
        }
    }

    private static StoreException wrong(String why) {
        return new StoreException(ErrorCode.INVALID_FIELD, "cannot build the validation set: " + why);
    }
}
