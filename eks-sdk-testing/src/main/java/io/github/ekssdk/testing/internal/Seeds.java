package io.github.ekssdk.testing.internal;

/** Mixes seeds with names, the same way on every JVM. */
public final class Seeds {
    private Seeds() {}

    /** A well-spread value of a seed and a name. */
    public static long mix(long seed, String name) {
        long hash = seed ^ 0xcbf29ce484222325L;
        for (int i = 0; i < name.length(); i++) {
            hash = (hash ^ name.charAt(i)) * 0x100000001b3L;
        }
        return mix(hash);
    }

    /** A well-spread value of a seed and a number. */
    public static long mix(long seed, long number) {
        return mix(seed + 0x9e3779b97f4a7c15L * (number + 1));
    }

    private static long mix(long value) {
        long z = value;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
