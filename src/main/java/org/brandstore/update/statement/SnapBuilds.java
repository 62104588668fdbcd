package org.brandstore.update.statement;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;
import java.util.stream.Stream;
import org.brandstore.account.Actor;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionDatabase;
import org.brandstore.assertion.AssertionException;
import org.brandstore.assertion.AssertionRef;
import org.brandstore.assertion.AssertionType;
import org.brandstore.assertion.type.SnapBuildView;
import org.brandstore.event.change.StatementChange;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.Sha3_384;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.snap.Snap;

/** What developers say about files that they built (assertions.md 3.9). */
@ApplicationScoped
public class SnapBuilds {
    private final AssertionDatabase database;
    private final SignedStatements statements;

    SnapBuilds(AssertionDatabase database, SignedStatements statements) {
        this.database = database;
        this.statements = statements;
    }

    /**
     * Keeps the statement.
     *
     * @param developer whose key signed it
     * @throws StoreException {@link ErrorCode#INVALID_FIELD} if it is of another snap or account, or does not verify
     */
    @Transactional
    public Assertion accept(Snap snap, Assertion build, AccountId developer, Actor actor) {
        SignedStatements.require(build, AssertionType.SNAP_BUILD, developer);
        SnapBuildView view;
        try {
            view = SnapBuildView.of(build);
        } catch (AssertionException e) {
            throw SignedStatements.refused(String.valueOf(e.getMessage()));
        }
        if (!view.snapId().equals(snap.id())) {
            throw SignedStatements.refused("its snap-id is not " + snap.id() + ", the id of " + snap.name());
        }
        Optional<Assertion> held = find(view.digest()).filter(other -> saysTheSame(other, build));
        return held.isPresent()
                ? held.get()
                : statements.add(build, snap.brand(), StatementChange.SnapBuildSigned::new, actor);
    }

    /** The tool signs anew, with another time, where the file that it kept the statement in was lost. */
    private static boolean saysTheSame(Assertion held, Assertion build) {
        return Stream.of("authority-id", "snap-id", "grade", "snap-size")
                .allMatch(header -> held.text(header).equals(build.text(header)));
    }

    /** What was said about a file. */
    @Transactional
    public Optional<Assertion> find(Sha3_384 file) {
        return database.find(AssertionRef.of(AssertionType.SNAP_BUILD, file.base64Url()));
    }
}
