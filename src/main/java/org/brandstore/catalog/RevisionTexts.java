package org.brandstore.catalog;

import org.brandstore.snap.metadata.YamlFacts;

/**
 * The texts of a revision, which are most of it.
 *
 * @param facts what its snap.yaml says that clients read elsewhere
 */
public record RevisionTexts(RevisionKey key, CatalogSnap.Texts texts, String snapYaml, YamlFacts facts) {}
