package org.brandstore.assertion;

import java.util.List;
import java.util.Optional;

/** Assertions that are known. */
public interface AssertionLookup {

    /** The highest revision. */
    Optional<Assertion> find(AssertionRef ref);

    /** The highest revisions of all assertions of a type in which the header is this text. */
    List<Assertion> findByHeader(AssertionType type, String header, String value);
}
