package io.github.ekssdk.kubeconfig;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_DELETE;
import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.github.ekssdk.error.KubeconfigException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
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

    private static final Duration PATIENCE_WITH_KUBECTL = Duration.ofSeconds(10);
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
     * Takes the lock. Waits for others of this library for as long as they hold it, for kubectl some seconds.
     *
     * @param named the path by which the caller, and so perhaps kubectl, knows the file
     * @param target the file it leads to
     */
    static KubeconfigLock acquire(Path named, Path target) throws IOException {
        return acquire(named, target, PATIENCE_WITH_KUBECTL);
    }

    static KubeconfigLock acquire(Path named, Path target, Duration patience) throws IOException {
        KubeconfigLock lock = new KubeconfigLock(named, target);
        ONE_THREAD.acquireUninterruptibly();
        try {
            lock.take(patience);
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

    private void take(Duration patience) throws IOException {
        channel = PrivateFiles.open(ownLock, Set.of(CREATE, WRITE));
        try {
            channel.lock();
        } catch (OverlappingFileLockException e) {
            throw refusal("Another copy of this library in this process", ownLock, e);
        }
        if (!tryKubectlLock()) {
            awaitKubectl(patience);
        }
    }

    /** Kubectl holds its lock for as long as it takes to write a file, and says that it is done by deleting it. */
    private void awaitKubectl(Duration patience) throws IOException {
        try (WatchService deletions = kubectlLock.getFileSystem().newWatchService()) {
            PrivateFiles.directoryOf(kubectlLock).register(deletions, ENTRY_DELETE);
            while (!tryKubectlLock()) {
                WatchKey deletion = deletions.poll(patience.toMillis(), MILLISECONDS);
                if (deletion == null) {
                    throw refusal("Another program", kubectlLock, null);
                }
                deletion.pollEvents();
                deletion.reset();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KubeconfigException(named, "The thread was interrupted as it waited for " + kubectlLock + ".", e);
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

    private KubeconfigException refusal(String holder, Path lockFile, @Nullable Throwable cause) {
        String advice = ". Try again when it is done; if nothing is running that could hold it, delete that file.";
        return new KubeconfigException(named, holder + " holds the lock " + lockFile + advice, cause);
    }
}
