package org.brandstore.catalog.assertion;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionDatabase;
import org.brandstore.assertion.AssertionRef;
import org.brandstore.assertion.AssertionType;
import org.brandstore.assertion.SequencePoint;
import org.brandstore.catalog.Asker;
import org.brandstore.catalog.read.Catalogs;

/** Gives out assertions to those who may see them. For anyone else there are none. */
@ApplicationScoped
public class VisibleAssertions {
    private final AssertionDatabase database;
    private final Catalogs catalogs;

    VisibleAssertions(AssertionDatabase database, Catalogs catalogs) {
        this.database = database;
        this.catalogs = catalogs;
    }

    /** The newest revision with at most this format. */
    public Optional<Assertion> find(Asker asker, AssertionRef ref, int maxFormat) {
        return AssertionVisibility.mayAsk(asker, ref)
                ? database.findEach(ref, maxFormat).stream()
                        .filter(found -> AssertionVisibility.maySee(asker, found))
                        .findFirst()
                : Optional.empty();
    }

    /**
     * A member of a sequence.
     *
     * @param key the primary key without its last value
     */
    public Optional<Assertion> findSequence(
            Asker asker, AssertionType type, List<String> key, SequencePoint point, int maxFormat) {
        return database.findSequence(type, key, seen(asker, type, key, point), maxFormat)
                .filter(found -> AssertionVisibility.maySee(asker, found));
    }

    /** The latest set is the latest that this caller may see. */
    private SequencePoint seen(Asker asker, AssertionType type, List<String> key, SequencePoint point) {
        if (!(point instanceof SequencePoint.Latest) || !AssertionVisibility.choosesAmong(asker, type, key)) {
            return point;
        }
        return catalogs.current()
                .rules()
                .findSet(key, set -> AssertionVisibility.seesSet(asker, set))
                .map(set -> SequencePoint.pinned(set.sequence()))
                .orElse(point);
    }

    /** Those of a list that exist and may be seen. */
    public List<Assertion> find(Asker asker, AssertionList list) {
        return list.items().stream()
                .flatMap(item -> find(asker, item.ref(), item.maxFormat()).stream())
                .toList();
    }
}
