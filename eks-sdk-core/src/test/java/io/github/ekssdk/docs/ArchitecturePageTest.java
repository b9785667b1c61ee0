package io.github.ekssdk.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The packages that docs/architecture.md lists are those that there are. */
class ArchitecturePageTest {

    private static final String ROOT = "io.github.ekssdk";
    private static final Path PROJECT = Snippets.projectRoot();
    private static final Pattern ROW = Pattern.compile("(?m)^\\| ((?:`[.a-z0-9]+`(?:, )?)+) \\|");
    private static final Pattern NAME = Pattern.compile("`([.a-z0-9]+)`");

    @Test
    void every_package_is_listed_and_every_one_that_is_listed_exists() throws IOException {
        assertThat(listed()).isEqualTo(packages());
    }

    private static Set<String> listed() throws IOException {
        String page = Files.readString(PROJECT.resolve("docs/architecture.md"));
        return ROW.matcher(page)
                .results()
                .flatMap(row -> NAME.matcher(row.group(1)).results())
                .map(name -> name.group(1).startsWith(".") ? ROOT + name.group(1) : name.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> packages() throws IOException {
        Set<String> found = new TreeSet<>();
        for (String module : Set.of("core", "k8s", "testing", "examples")) {
            Path sources = PROJECT.resolve("eks-sdk-" + module + "/src/main/java");
            try (Stream<Path> files = Files.walk(sources)) {
                files.filter(file -> file.endsWith("package-info.java"))
                        .map(file -> sources.relativize(file.getParent()).toString())
                        .map(path -> path.replaceAll("[/\\\\]", "."))
                        .forEach(found::add);
            }
        }
        return found;
    }
}
