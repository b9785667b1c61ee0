package io.github.ekssdk.kubeconfig;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import io.github.ekssdk.error.KubeconfigException;
import io.github.ekssdk.spi.Time;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Keeps others from changing a kubeconfig: threads of this process, other processes that use this library, and kubectl.
 *
 * <p>There are two lock files, because one cannot serve both. Kubectl creates {@code config.lock} exclusively, fails if
 * it exists and deletes it afterwards; a process that dies leaves it behind for good. {@code config.ekssdk.lock} is
 * locked through the operating system, which lets go when a process dies, and stays as an empty file. Who holds the
 * second knows that a {@code config.lock} with this library's mark is a dead process's, and takes it over.
 */
final class KubeconfigLock implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final int PAUSES = 1500;
    private static final byte[] MARK = "held by io.github.ekssdk\n".getBytes(UTF_8);
    private static final Semaphore ONE_THREAD = new Semaphore(1, true);

    private final Path named;
    private final Path ownLock;
    private final Path kubectlLock;
    private @Nullable FileChannel channel;
    private boolean holdsKubectlLock;

    private KubeconfigLock(Path named, Path target) {
        this.named = named;
        this.ownLock = target.resolveSibling(target.getFileName() + ".ekssdk.lock");
        this.kubectlLock = named.resolveSibling(named.getFileName() + ".lock");
    }

    /**
     * Takes the lock, waiting some seconds for others.
     *
     * @param named the path by which the caller, and so perhaps kubectl, knows the file
     * @param target the file it leads to
     */
    static KubeconfigLock acquire(Path named, Path target) throws IOException {
        return acquire(named, target, PAUSES);
    }

    static KubeconfigLock acquire(Path named, Path target, int pauses) throws IOException {
        KubeconfigLock lock = new KubeconfigLock(named, target);
        ONE_THREAD.acquireUninterruptibly();
        try {
            lock.take(pauses);
            return lock;
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /** Lets the others go on. */
    @Override
    public void close() throws IOException {
        try {
            if (holdsKubectlLock) {
                Files.deleteIfExists(kubectlLock);
            }
        } finally {
            letGo();
        }
    }

    /** The operating system lets go of the lock with the channel. */
    private void letGo() throws IOException {
        try {
            if (channel != null) {
                channel.close();
            }
        } finally {
            ONE_THREAD.release();
        }
    }

    private void take(int pauses) throws IOException {
        FileChannel opened = PrivateFiles.open(ownLock, Set.of(CREATE, WRITE));
        channel = opened;
        waitUntil(() -> tryLock(opened), ownLock, pauses);
        waitUntil(this::tryKubectlLock, kubectlLock, pauses);
    }

    /** Another process, or another copy of this class in this one, may hold it. */
    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private boolean tryKubectlLock() throws IOException {
        try (FileChannel created = PrivateFiles.open(kubectlLock, Set.of(CREATE_NEW, WRITE))) {
            holdsKubectlLock = true;
            created.write(ByteBuffer.wrap(MARK));
        } catch (FileAlreadyExistsException e) {
            holdsKubectlLock = isLeftBehind();
        }
        return holdsKubectlLock;
    }

    private boolean isLeftBehind() throws IOException {
        try {
            return Arrays.equals(MARK, Files.readAllBytes(kubectlLock));
        } catch (AccessDeniedException | NoSuchFileException e) {
            return false;
        }
    }

    private void waitUntil(Attempt attempt, Path lockFile, int pauses) throws IOException {
        for (int paused = 0; !attempt.succeeds(); paused++) {
            if (paused == pauses || Thread.currentThread().isInterrupted()) {
                throw new KubeconfigException(
                        named,
                        "Another program holds its lock " + lockFile
                                + ". Try again when that program is done; if there is none, delete the lock.",
                        null);
            }
            pause();
        }
    }

    /** In real time, whatever clock the caller keeps: the other program does not keep it. */
    private static void pause() {
        try {
            Time.system().sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private interface Attempt {
        boolean succeeds() throws IOException;
    }
}
