package io.github.ekssdk.error;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A kubeconfig file could not be read, understood or written. The file is as it was before.
 *
 * @since 0.1
 */
public class KubeconfigException extends EksSdkException {

    private final Path file;

    /**
     * Reports a kubeconfig file that was left untouched.
     *
     * @param file the file
     * @param reason one or more sentences that say why and what to do; never the content of the file
     * @param cause what made it fail, null when it starts here
     */
    public KubeconfigException(Path file, String reason, @Nullable Throwable cause) {
        super("The kubeconfig " + file + " was left as it is. " + reason, cause);
        this.file = requireNonNull(file, "file");
    }

    /** The file, which is as it was before. */
    public Path file() {
        return file;
    }
}
