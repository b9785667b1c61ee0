package io.github.ekssdk.internal.lower;

/**
 * Something about a spec that only AWS knows, and that is asked while a plan is made: what a setting that is left open comes to,
 * and what AWS would refuse. Nothing is asked about what is there already and stays as it is.
 */
interface Question {

    /** Asks AWS and tells the inquiry what came of it. Called on a thread that may wait for AWS. */
    void ask(Inquiry inquiry);
}
