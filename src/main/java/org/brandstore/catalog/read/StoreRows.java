package org.brandstore.catalog.read;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionType;
import org.brandstore.assertion.codec.AssertionDecoder;
import org.brandstore.assertion.database.AssertionQueries;
import org.brandstore.assertion.type.SnapDeclarationView;
import org.brandstore.assertion.type.ValidationSetView;
import org.brandstore.assertion.type.ValidationView;
import org.brandstore.catalog.AssertionIndex;
import org.brandstore.catalog.Inclusion;
import org.brandstore.catalog.rule.StoreRules;
import org.brandstore.store.StoreQueries;

/** Reads what a catalog holds besides snaps. */
final class StoreRows {
    private final CatalogRows rows;

    StoreRows(CatalogRows rows) {
        this.rows = rows;
    }

    /** Brands by store. */
    Map<String, String> stores() throws SQLException {
        Map<String, String> brands = new HashMap<>();
        rows.all(StoreQueries.brands(), row -> brands.put(row.getString(1), row.getString(2)));
        return brands;
    }

    /** Where all snaps are shown. */
    List<Inclusion> inclusions() throws SQLException {
        return rows.all(StoreQueries.offers(), SnapRows::inclusion);
    }

    List<AssertionIndex.Entry> assertions() throws SQLException {
        return rows.all(
                AssertionQueries.ofTypes(),
                row -> new AssertionIndex.Entry(
                        AssertionType.find(row.getString(1)).orElseThrow(),
                        row.getString(2),
                        row.getInt(3),
                        row.getInt(4)),
                AssertionIndex.TYPES.stream().map(AssertionType::wireName).toList());
    }

    /** What validation sets and gating snaps say, each in its newest revision. */
    StoreRules rules() throws SQLException {
        List<ValidationSetView> sets = new ArrayList<>();
        List<SnapDeclarationView> declarations = new ArrayList<>();
        List<ValidationView> validations = new ArrayList<>();
        rows.all(AssertionQueries.gates(), row -> {
            Assertion assertion = AssertionDecoder.decode(row.getBytes(3));
            return switch (assertion.type()) {
                case VALIDATION_SET -> sets.add(ValidationSetView.of(assertion));
                case VALIDATION -> validations.add(ValidationView.of(assertion));
                default -> declarations.add(SnapDeclarationView.of(assertion));
            };
        });
        return new StoreRules(sets, declarations, validations);
    }
}
