package org.brandstore.snap;

import java.util.Optional;

/**
 * What people read of a snap.
 *
 * @param license an SPDX expression
 */
public record SnapTexts(String title, String summary, String description, Optional<String> license) {}
