package io.github.ekssdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Texts that are kept as files. After a wanted change, write them anew and read the difference:
 * {@code ./mvnw -pl eks-sdk-core test -Dtest=PlanRenderingTest -Dgolden.update=true}
 */
public final class Golden {

    private static final Path DIRECTORY = Path.of("src/test/resources/golden");

    private Golden() {}

    /** Fails unless the text is that of the file. */
    public static void assertMatches(String fileName, String text) {
        Path file = DIRECTORY.resolve(fileName);
        try {
            if (Boolean.getBoolean("golden.update")) {
                Files.createDirectories(DIRECTORY);
                Files.writeString(file, text);
            }
            assertThat(text)
                    .as(fileName + "; -Dgolden.update=true writes it anew")
                    .isEqualTo(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
