package io.github.ekssdk.testing.internal.kubernetes;

import java.util.List;

/** Brings a part of a cluster to what is wanted, by what it sees and not by what it remembers. */
interface Controller {
    /** The types whose changes it cares for; it is asked then, and whenever time has passed. */
    List<String> types();

    /** Looks at everything and does what can be done now. */
    void reconcile();
}
