package io.github.ekssdk.kubeconfig;

import io.github.ekssdk.error.KubeconfigException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A kubeconfig file: read, changed and replaced in one step, under a lock. */
final class KubeconfigFile {

    private static final String KUBECONFIG = "KUBECONFIG";

    private final Path named;
    private final Path target;

    /** Takes the path as the caller named it; a symbolic link is followed to the file that is changed. */
    private KubeconfigFile(Path named) throws IOException {
        this.named = named.toAbsolutePath();
        this.target = PrivateFiles.followLinks(this.named);
    }

    static Path defaultPath(Map<String, String> environment) {
        for (String path : environment.getOrDefault(KUBECONFIG, "").split(File.pathSeparator, -1)) {
            if (!path.isBlank()) {
                return Path.of(path);
            }
        }
        String home = environment.getOrDefault("HOME", environment.getOrDefault("USERPROFILE", ""));
        if (home.isBlank()) {
            throw new IllegalArgumentException("Neither KUBECONFIG nor HOME is set; name the kubeconfig to use");
        }
        return Path.of(home, ".kube", "config");
    }

    static void merge(Path path, Kubeconfig kubeconfig, boolean useContext) {
        edit(path, document -> {
            document.put(kubeconfig, useContext);
            return true;
        });
    }

    static boolean remove(Path path, String contextName) {
        return Files.exists(path) && edit(path, document -> document.remove(contextName));
    }

    /** Applies a change that says whether it changed anything, and passes its answer on. */
    private static boolean edit(Path path, Function<KubeconfigDocument, Boolean> change) {
        try {
            return new KubeconfigFile(path).editUnderLock(change);
        } catch (IOException e) {
            throw new KubeconfigException(path, "It could not be read or written: " + PrivateFiles.reason(e) + ".", e);
        }
    }

    private boolean editUnderLock(Function<KubeconfigDocument, Boolean> change) throws IOException {
        PrivateFiles.createParent(target);
        KubeconfigLock lock = KubeconfigLock.acquire(named, target);
        try (lock) {
            Optional<String> before = PrivateFiles.read(target);
            KubeconfigDocument document =
                    before.map(text -> KubeconfigParser.parse(named, text)).orElseGet(KubeconfigDocument::fresh);
            boolean changed = change.apply(document);
            if (changed) {
                PrivateFiles.replace(target, document.toYaml());
            }
            return changed;
        }
    }
}
