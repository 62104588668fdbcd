package org.brandstore.catalog.read;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionType;
import org.brandstore.assertion.codec.AssertionDecoder;
import org.brandstore.assertion.type.SnapDeclarationView;
import org.brandstore.assertion.type.ValidationSetView;
import org.brandstore.assertion.type.ValidationView;
import org.brandstore.catalog.AssertionIndex;
import org.brandstore.catalog.Inclusion;
import org.brandstore.catalog.rule.StoreRules;

/** Reads what a catalog holds besides snaps. */
final class StoreRows {
    private final CatalogRows rows;

    StoreRows(CatalogRows rows) {
        this.rows = rows;
    }

    /** Brands by store. */
    Map<String, String> stores() throws SQLException {
        Map<String, String> brands = new HashMap<>();
        rows.all("select id, brand_id from store", row -> brands.put(row.getString(1), row.getString(2)));
        return brands;
    }

    /** Where all snaps are shown. */
    List<Inclusion> inclusions() throws SQLException {
        return rows.all("select snap_id, store_id, models from store_snap", SnapRows::inclusion);
    }

    List<AssertionIndex.Entry> assertions() throws SQLException {
        String types = String.join(
                "', '",
                AssertionIndex.TYPES.stream().map(AssertionType::wireName).toList());
        return rows.all(
                "select type, primary_key, format, revision from assertion where type in ('" + types + "')",
                row -> new AssertionIndex.Entry(
                        AssertionType.find(row.getString(1)).orElseThrow(),
                        row.getString(2),
                        row.getInt(3),
                        row.getInt(4)));
    }

    /** What validation sets and gating snaps say, each in its newest revision. */
    StoreRules rules() throws SQLException {
        List<ValidationSetView> sets = new ArrayList<>();
        List<SnapDeclarationView> declarations = new ArrayList<>();
        List<ValidationView> validations = new ArrayList<>();
        rows.all("""
                select primary_key, type, encoded from (
                    select distinct on (type, primary_key) type, primary_key, encoded from assertion
                    where type in ('validation-set', 'validation', 'snap-declaration')
                    order by type, primary_key, revision desc) newest
                where type <> 'snap-declaration' or position('refresh-control:'::bytea in encoded) > 0""", row -> {
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
