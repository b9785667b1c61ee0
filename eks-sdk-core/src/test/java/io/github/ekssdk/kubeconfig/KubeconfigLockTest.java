package io.github.ekssdk.kubeconfig;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ekssdk.error.KubeconfigException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class KubeconfigLockTest {

    @TempDir
    private Path directory;

    @Test
    void many_threads_that_write_different_clusters_lose_none() throws Exception {
        int threads = 8;
        int clustersEach = 4;
        Path file = directory.resolve("config");
        CountDownLatch together = new CountDownLatch(threads);
        ExecutorService pool = Executors.newFixedThreadPool(threads);

        List<Future<?>> writers = new ArrayList<>();
        for (int thread = 0; thread < threads; thread++) {
            String prefix = "c" + thread + "-";
            writers.add(pool.submit(() -> {
                together.countDown();
                together.await();
                for (int i = 0; i < clustersEach; i++) {
                    Kubeconfigs.of(prefix + i).writeTo(file);
                }
                return null;
            }));
        }
        for (Future<?> writer : writers) {
            writer.get(60, SECONDS);
        }

        pool.shutdownNow();
        for (int thread = 0; thread < threads; thread++) {
            for (int i = 0; i < clustersEach; i++) {
                assertThat(Kubeconfig.remove(file, Kubeconfigs.arn("c" + thread + "-" + i)))
                        .isTrue();
            }
        }
        assertThat(file).content().doesNotContain("arn:");
    }

    @Test
    void many_processes_that_write_different_clusters_lose_none() throws Exception {
        Path file = directory.resolve("config");
        int processes = 2;

        List<Process> writers = new ArrayList<>();
        for (int i = 0; i < processes; i++) {
            writers.add(new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("java.class.path"),
                            WritesKubeconfigs.class.getName(),
                            file.toString(),
                            "p" + i + "-")
                    .inheritIO()
                    .start());
        }
        for (Process writer : writers) {
            assertThat(writer.waitFor()).isZero();
        }

        for (int i = 0; i < processes; i++) {
            for (int cluster = 0; cluster < WritesKubeconfigs.CLUSTERS; cluster++) {
                assertThat(Kubeconfig.remove(file, Kubeconfigs.arn("p" + i + "-" + cluster)))
                        .isTrue();
            }
        }
    }

    @Test
    void the_lock_of_kubectl_is_respected_and_the_refusal_names_it() throws IOException {
        Path file = directory.resolve("config");
        Path kubectlLock = Files.createFile(directory.resolve("config.lock"));

        assertThatThrownBy(() -> KubeconfigLock.acquire(file, file, Duration.ofMillis(50)))
                .isInstanceOf(KubeconfigException.class)
                .hasMessageContainingAll("Another program holds the lock " + kubectlLock, "delete that file");

        assertThat(kubectlLock).exists();
        Files.delete(kubectlLock);
        KubeconfigLock.acquire(file, file).close();
    }

    @Test
    void kubectl_finds_its_lock_taken_while_ours_is_held() throws IOException {
        Path file = directory.resolve("config");

        KubeconfigLock lock = KubeconfigLock.acquire(file, file);
        boolean whileHeld = Files.exists(directory.resolve("config.lock"));
        lock.close();

        assertThat(whileHeld).isTrue();
        assertThat(directory.resolve("config.lock")).doesNotExist();
    }

    @Test
    void the_lock_that_a_dead_process_of_ours_left_for_kubectl_is_taken_over() throws IOException {
        Path file = directory.resolve("config");
        Path kubectlLock = directory.resolve("config.lock");
        KubeconfigLock dead = KubeconfigLock.acquire(file, file);
        byte[] mark = Files.readAllBytes(kubectlLock);
        dead.close();
        Files.write(kubectlLock, mark);

        Kubeconfigs.of("demo").writeTo(file);

        assertThat(file).hasContent(Kubeconfigs.of("demo").toYaml());
        assertThat(kubectlLock).doesNotExist();
    }

    @Test
    void kubectl_is_waited_for() throws Exception {
        Path file = directory.resolve("config");
        Path kubectlLock = Files.createFile(directory.resolve("config.lock"));
        ExecutorService pool = Executors.newSingleThreadExecutor();

        Future<?> writer = pool.submit(() -> Kubeconfigs.of("demo").writeTo(file));
        assertThatThrownBy(() -> writer.get(300, MILLISECONDS)).isInstanceOf(TimeoutException.class);
        boolean writtenMeanwhile = Files.exists(file);
        Files.delete(kubectlLock);
        writer.get(60, SECONDS);

        assertThat(writtenMeanwhile).isFalse();
        assertThat(file).hasContent(Kubeconfigs.of("demo").toYaml());
        pool.shutdownNow();
    }

    @Test
    void another_copy_of_the_library_in_this_process_is_not_overtaken() throws IOException {
        Path file = directory.resolve("config");
        Path ownLock = directory.resolve("config.ekssdk.lock");

        try (FileChannel channel = FileChannel.open(ownLock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            FileLock other = channel.lock();
            assertThatThrownBy(() -> Kubeconfigs.of("demo").writeTo(file))
                    .isInstanceOf(KubeconfigException.class)
                    .hasMessageContaining("Another copy of this library in this process holds the lock " + ownLock);
            other.release();
        }

        Kubeconfigs.of("demo").writeTo(file);
    }

    @Test
    void an_interrupted_thread_writes_nothing_and_stays_interrupted() throws IOException {
        Path file = directory.resolve("config");
        Kubeconfigs.of("first").writeTo(file);

        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> Kubeconfigs.of("second").writeTo(file))
                .isInstanceOf(KubeconfigException.class)
                .hasMessageContaining("interrupted");
        boolean interrupted = Thread.interrupted();

        assertThat(interrupted).isTrue();
        assertThat(file).hasContent(Kubeconfigs.of("first").toYaml());
        Kubeconfigs.of("second").writeTo(file);
    }
}
