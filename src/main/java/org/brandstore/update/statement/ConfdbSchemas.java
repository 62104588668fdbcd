package org.brandstore.update.statement;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Comparator;
import java.util.List;
import org.brandstore.account.Actor;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionDatabase;
import org.brandstore.assertion.AssertionRef;
import org.brandstore.assertion.AssertionType;
import org.brandstore.event.change.StatementChange;
import org.brandstore.naming.AccountId;
import org.brandstore.problem.StoreException;

/** The schemas of shared configuration that accounts sign themselves (assertions.md 3.20). */
@ApplicationScoped
public class ConfdbSchemas {
    private final AssertionDatabase database;
    private final SignedStatements statements;

    ConfdbSchemas(AssertionDatabase database, SignedStatements statements) {
        this.database = database;
        this.statements = statements;
    }

    /** The revision that a schema must have to follow what is held. */
    @Transactional
    public int nextRevision(AccountId account, String name) {
        return database.find(AssertionRef.parse(AssertionType.CONFDB_SCHEMA, List.of(account.value(), name)))
                .map(held -> held.revision() + 1)
                .orElse(0);
    }

    /** @throws StoreException if it is not the account's, does not verify, or is not newer than what is held */
    @Transactional
    public Assertion accept(Assertion schema, AccountId account, Actor actor) {
        SignedStatements.require(schema, AssertionType.CONFDB_SCHEMA, account);
        return statements.add(schema, account, StatementChange.ConfdbSchemaSigned::new, actor);
    }

    /** The newest revision of every schema of the account, by name. */
    @Transactional
    public List<Assertion> of(AccountId account) {
        return database.findByHeader(AssertionType.CONFDB_SCHEMA, "account-id", account.value()).stream()
                .sorted(Comparator.comparing(schema -> schema.text("name")))
                .toList();
    }
}
