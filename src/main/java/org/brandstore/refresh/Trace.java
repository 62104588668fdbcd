package org.brandstore.refresh;

import java.util.List;

/**
 * How a decision came about: what each rule saw, in the order in which they were asked.
 *
 * @param steps the last one is the rule that settled the matter
 */
public record Trace(List<Step> steps) {
    public Trace {
        steps = List.copyOf(steps);
    }

    /**
     * @param rule its name
     * @param saw in words
     * @param settled whether the rule made the answer, instead of passing the question on
     */
    public record Step(String rule, String saw, boolean settled) {}
}
