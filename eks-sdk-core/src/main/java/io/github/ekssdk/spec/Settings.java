package io.github.ekssdk.spec;

import static java.util.Objects.requireNonNull;

import java.util.function.Consumer;

/** Has a part of a spec described. */
final class Settings {

    private Settings() {}

    /** Returns the builder of a part after the caller has said what it is to be like. */
    static <B> B apply(B builder, Consumer<? super B> settings) {
        requireNonNull(settings, "settings");
        settings.accept(builder);
        return builder;
    }
}
