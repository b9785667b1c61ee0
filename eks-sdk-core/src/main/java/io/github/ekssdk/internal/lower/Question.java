package io.github.ekssdk.internal.lower;

import java.util.Set;

/**
 * Something about a spec that only AWS knows, and that is asked while a plan is made: what a setting that is left open comes to,
 * and what AWS would refuse. Nothing is asked about what is there already and stays as it is.
 */
interface Question {

    /** Asks AWS and tells the inquiry what came of it. Called on a thread that may wait for AWS. */
    void ask(Inquiry inquiry);

    /**
     * Returns the settings without whose answers it cannot be asked. Where one of them is refused, this question is left out, and
     * the others are asked all the same, so that the caller learns of all problems at once.
     */
    default Set<String> needs() {
        return Set.of();
    }
}
