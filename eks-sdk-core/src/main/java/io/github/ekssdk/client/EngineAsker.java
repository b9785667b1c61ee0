package io.github.ekssdk.client;

import io.github.ekssdk.internal.engine.Engine;
import io.github.ekssdk.internal.lower.Questions;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Has the engine carry questions to AWS. */
record EngineAsker(Engine engine, String caller) implements Questions.Asker {

    @Override
    public Instant now() {
        return engine.now();
    }

    @Override
    public CompletableFuture<Void> after(Duration delay) {
        return engine.after(delay);
    }

    @Override
    public <T> CompletableFuture<T> ask(Supplier<T> question) {
        return engine.ask(question);
    }
}
