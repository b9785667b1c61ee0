package io.github.ekssdk.testing.internal.kubernetes;

/** Connections that break at a request, as they do when the process dies that asks. */
final class Breakage {
    private int left;
    private boolean takesEffect;
    private Runnable whenBroken = () -> {};
    private boolean broken;

    /** What becomes of a request. */
    enum Fate {
        ANSWERED,
        UNANSWERED,
        UNHEARD
    }

    synchronized void at(int nth, boolean effect, Runnable then) {
        if (nth < 1) {
            throw new IllegalArgumentException("Requests are counted from 1, not from " + nth + ".");
        }
        left = nth;
        takesEffect = effect;
        whenBroken = then;
    }

    synchronized void mend() {
        left = 0;
        broken = false;
    }

    /** Says what becomes of the request that has just come in. */
    Fate meet() {
        synchronized (this) {
            if (broken) {
                return Fate.UNHEARD;
            }
            if (left == 0 || --left > 0) {
                return Fate.ANSWERED;
            }
            broken = true;
            if (takesEffect) {
                return Fate.UNANSWERED;
            }
        }
        strike();
        return Fate.UNHEARD;
    }

    /** Tells who wants to know that the request was lost. */
    void strike() {
        whenBroken.run();
    }
}
