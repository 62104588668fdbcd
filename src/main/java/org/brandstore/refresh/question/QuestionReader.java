package org.brandstore.refresh.question;

/** Reads a question that was kept as the device sent it. */
@FunctionalInterface
public interface QuestionReader {
    /** @throws org.brandstore.problem.StoreException if it is none, or none that is accepted any more */
    RefreshRequest read(String text);
}
