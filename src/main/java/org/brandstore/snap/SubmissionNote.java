package org.brandstore.snap;

/**
 * Something that the developer or a reviewer is told about a submission.
 *
 * @param code for programs, such as {@code invalid-snap}
 * @param message for people
 */
public record SubmissionNote(String code, String message) {}
