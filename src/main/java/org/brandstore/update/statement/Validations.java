package org.brandstore.update.statement;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.brandstore.account.Actor;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionDatabase;
import org.brandstore.assertion.AssertionException;
import org.brandstore.assertion.AssertionRef;
import org.brandstore.assertion.AssertionType;
import org.brandstore.assertion.type.SnapDeclarationView;
import org.brandstore.assertion.type.ValidationView;
import org.brandstore.event.change.StatementChange;
import org.brandstore.naming.SnapId;
import org.brandstore.naming.SnapName;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.snap.Revisions;
import org.brandstore.snap.Snap;
import org.brandstore.snap.Snaps;

/** Which revisions of other snaps a gating snap lets pass (assertions.md 3.13 and 6). */
@ApplicationScoped
public class Validations {
    private static final String SERIES = "16";

    private final AssertionDatabase database;
    private final SignedStatements statements;
    private final Snaps snaps;
    private final Revisions revisions;

    Validations(AssertionDatabase database, SignedStatements statements, Snaps snaps, Revisions revisions) {
        this.revisions = revisions;
        this.database = database;
        this.statements = statements;
        this.snaps = snaps;
    }

    /**
     * All that the gating snap has said, and the snaps that wait for its first word.
     *
     * @return by snap, then by revision
     */
    @Transactional
    public List<GatedRevision> of(Snap gating) {
        Optional<SnapDeclarationView> declaration = database.find(AssertionRef.of(
                        AssertionType.SNAP_DECLARATION, SERIES, gating.id().value()))
                .map(SnapDeclarationView::of);
        List<SnapId> waiting =
                declaration.map(SnapDeclarationView::refreshControl).orElse(List.of());
        List<GatedRevision> all = new ArrayList<>();
        Set<SnapId> told = new HashSet<>();
        for (Assertion assertion : database.findByHeader(
                AssertionType.VALIDATION, "snap-id", gating.id().value())) {
            ValidationView view = ValidationView.of(assertion);
            told.add(view.approvedSnap());
            all.add(new GatedRevision(
                    view.approvedSnap(),
                    nameOf(view.approvedSnap(), gating),
                    Optional.of(assertion),
                    waiting.contains(view.approvedSnap()),
                    view.timestamp()));
        }
        waiting.stream()
                .filter(id -> !told.contains(id))
                .map(id -> new GatedRevision(
                        id,
                        nameOf(id, gating),
                        Optional.empty(),
                        true,
                        declaration.orElseThrow().timestamp()))
                .forEach(all::add);
        all.sort(Comparator.comparing((GatedRevision item) -> item.approved().value())
                .thenComparing(item -> item.validation()
                        .map(assertion ->
                                ValidationView.of(assertion).approvedRevision().value())
                        .orElse(0)));
        return all;
    }

    /** Snaps of other brands have no name here. */
    private Optional<SnapName> nameOf(SnapId id, Snap gating) {
        return ofBrand(id, gating).map(Snap::name);
    }

    private Optional<Snap> ofBrand(SnapId id, Snap gating) {
        return snaps.find(id).filter(snap -> snap.brand().equals(gating.brand()));
    }

    /**
     * Keeps what the publisher of the gating snap says. Whether the sender may speak for the gating snap was checked.
     *
     * @throws StoreException {@link ErrorCode#INVALID_FIELD} if it is about another gating snap, about a snap that the
     *     brand does not have, about a revision that does not exist, or does not verify
     */
    @Transactional
    public Assertion accept(Snap gating, Assertion validation, Actor actor) {
        SignedStatements.require(validation, AssertionType.VALIDATION, gating.publisher());
        ValidationView view;
        try {
            view = ValidationView.of(validation);
        } catch (AssertionException e) {
            throw SignedStatements.refused(String.valueOf(e.getMessage()));
        }
        if (!view.gatingSnap().equals(gating.id())) {
            throw SignedStatements.refused("its snap-id is not " + gating.id() + ", the id of " + gating.name());
        }
        Snap approved = ofBrand(view.approvedSnap(), gating)
                .orElseThrow(() -> SignedStatements.refused(
                        "there is no snap " + view.approvedSnap() + " to approve a revision of"));
        if (revisions.find(approved.id(), view.approvedRevision()).isEmpty()) {
            throw SignedStatements.refused(
                    "snap " + approved.name() + " has no revision " + view.approvedRevision() + " to approve");
        }
        return statements.add(validation, gating.brand(), StatementChange.ValidationSigned::new, actor);
    }
}
