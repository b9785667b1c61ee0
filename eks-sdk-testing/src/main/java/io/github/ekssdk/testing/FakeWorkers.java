package io.github.ekssdk.testing;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * The threads of a {@link FakeClock}. Exactly one of them, or the thread that drives the clock, runs at any moment: the
 * turn is handed over when a task ends or sleeps.
 */
final class FakeWorkers {

    private static final ThreadLocal<@Nullable Worker> CURRENT = new ThreadLocal<>();

    private final Deque<Worker> idle = new ArrayDeque<>();
    private final List<Worker> paused = new ArrayList<>();
    private int made;

    /** Returns the worker that the calling thread is, or null if it is none of this clock's. */
    @Nullable Worker current() {
        Worker worker = CURRENT.get();
        return worker != null && worker.belongsTo(this) ? worker : null;
    }

    /** Runs a task on a thread of its own and returns when the task ends or sleeps. */
    void run(Runnable task) {
        Worker worker = take();
        worker.task = task;
        worker.turn();
    }

    void abandon() {
        for (Worker worker : List.copyOf(paused)) {
            worker.abandoned = true;
            worker.turn();
        }
    }

    synchronized void close() {
        idle.forEach(worker -> {
            worker.closed = true;
            worker.go.release();
        });
        idle.clear();
    }

    private synchronized Worker take() {
        Worker worker = idle.poll();
        return worker != null ? worker : new Worker();
    }

    private synchronized void give(Worker worker) {
        idle.push(worker);
    }

    /** The task's process died while the task slept. */
    static final class Abandoned extends Error {

        private static final long serialVersionUID = 1;

        Abandoned() {
            super("The process that ran this task has died.", null, false, false);
        }
    }

    /** One thread, running one task at a time. */
    final class Worker {

        private final Semaphore go = new Semaphore(0);
        private final Semaphore back = new Semaphore(0);
        private @Nullable Runnable task;
        private @Nullable Throwable escaped;
        private boolean abandoned;
        private boolean closed;

        Worker() {
            Thread thread = new Thread(this::loop, "fake-clock-worker-" + ++made);
            thread.setDaemon(true);
            thread.start();
        }

        /** Gives the turn back until {@link #resume} is called by what {@code schedule} arranges. */
        void pause(Runnable schedule) throws InterruptedException {
            synchronized (paused) {
                paused.add(this);
            }
            schedule.run();
            back.release();
            go.acquireUninterruptibly();
            synchronized (paused) {
                paused.remove(this);
            }
            if (abandoned) {
                throw new Abandoned();
            }
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }

        void resume() {
            turn();
        }

        boolean belongsTo(FakeWorkers workers) {
            return FakeWorkers.this == workers;
        }

        /** Lets this thread run and waits until it ends its task or pauses. */
        private void turn() {
            go.release();
            back.acquireUninterruptibly();
            Throwable failure = escaped;
            escaped = null;
            if (failure instanceof Error error) {
                throw error;
            }
            if (failure instanceof RuntimeException exception) {
                throw exception;
            }
        }

        private void loop() {
            CURRENT.set(this);
            while (true) {
                go.acquireUninterruptibly();
                if (closed) {
                    return;
                }
                runTask();
                give(this);
                back.release();
            }
        }

        private void runTask() {
            Runnable work = task;
            task = null;
            abandoned = false;
            try {
                if (work != null) {
                    work.run();
                }
            } catch (Abandoned ended) {
                task = null; // With its process, the task is over too.
            } catch (RuntimeException | Error failure) {
                escaped = failure;
            }
        }
    }
}
