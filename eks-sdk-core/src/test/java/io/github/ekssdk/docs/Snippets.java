package io.github.ekssdk.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The code blocks of the documentation that say which region of compiled code they show, compared with that region.
 *
 * <p>A page writes {@code <!-- snippet: File.java#region -->} right above a fenced block; a Javadoc comment does the same
 * above {@code <pre>}. The region stands in a test of any module or in the examples, between {@code // tag::region} and
 * {@code // end::region}. A region of text may be a text block; its quotes do not count.
 */
final class Snippets {

    private static final Pattern REFERENCE = Pattern.compile("<!-- snippet: (\\S+)#(\\S+) -->");
    private static final Pattern MARK = Pattern.compile("// (?:tag|end)::\\S+");
    private static final Pattern UNCHECKED_PAGES = Pattern.compile("docs/(?!guide/|cookbook/|testing[.]md).*");

    private final Path root;
    private final List<Path> sources;

    private Snippets(Path root) {
        this.root = root;
        this.sources = files(
                root,
                path -> path.endsWith(".java")
                        && (path.contains("src/test/") || path.startsWith("eks-sdk-examples/src/main/")));
    }

    /** The documentation of the project in {@code root}. */
    static Snippets of(Path root) {
        return new Snippets(root);
    }

    /** The project that holds the working directory of the tests. */
    static Path projectRoot() {
        Path directory = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(directory.resolve("docs")) || !Files.isDirectory(directory.resolve("eks-sdk-core"))) {
            directory = directory.getParent();
        }
        return directory;
    }

    /** All blocks that say which region they show. */
    List<Block> blocks() {
        return Stream.concat(
                        pages().stream().flatMap(page -> blocksOfPage(page).stream()),
                        files(root, path -> path.endsWith(".java") && path.contains("src/main/")).stream()
                                .flatMap(source -> blocksOfJavadoc(source).stream()))
                .filter(block -> !block.reference().isEmpty())
                .toList();
    }

    /** One sentence for each block that is not what its region says, and for each Java block of a guide that names none. */
    List<String> problems() {
        List<String> problems = new ArrayList<>();
        for (Path page : pages()) {
            for (Block block : blocksOfPage(page)) {
                if (block.reference().isEmpty() && mustBeChecked(page)) {
                    problems.add(block.place() + ": this Java block does not say which region it shows;"
                            + " write <!-- snippet: File.java#region --> above it.");
                }
            }
        }
        blocks().forEach(block -> compare(block, problems));
        return problems;
    }

    private void compare(Block block, List<String> problems) {
        Matcher reference = REFERENCE.matcher(block.reference());
        if (!reference.matches()) {
            problems.add(block.place() + ": " + block.reference() + " should be <!-- snippet: File.java#region -->.");
            return;
        }
        List<Path> named = sources.stream()
                .filter(source -> source.endsWith(reference.group(1)))
                .toList();
        if (named.size() != 1) {
            problems.add(block.place() + ": there are " + named.size() + " files " + reference.group(1) + ".");
            return;
        }
        String region = region(named.get(0), reference.group(2));
        if (region.isEmpty()) {
            problems.add(block.place() + ": " + reference.group(1) + " has no region " + reference.group(2) + ".");
        } else if (!region.equals(block.code())) {
            problems.add(block.place() + ": the block is not the region any more, which reads\n" + region);
        }
    }

    private boolean mustBeChecked(Path page) {
        return !UNCHECKED_PAGES.matcher(relative(page)).matches();
    }

    private List<Path> pages() {
        return files(root, path -> path.equals("README.md") || (path.startsWith("docs/") && path.endsWith(".md")));
    }

    private List<Block> blocksOfPage(Path page) {
        List<String> lines = lines(page);
        List<Block> blocks = new ArrayList<>();
        for (int start = 0; start < lines.size(); start++) {
            if (!lines.get(start).startsWith("```")) {
                continue;
            }
            int end = start + 1;
            while (end < lines.size() && !lines.get(end).startsWith("```")) {
                end++;
            }
            String above = start == 0 ? "" : lines.get(start - 1);
            boolean says = above.contains("snippet:");
            if (says || lines.get(start).startsWith("```java")) {
                blocks.add(
                        new Block(place(page, start), says ? above.strip() : "", text(lines.subList(start + 1, end))));
            }
            start = end;
        }
        return blocks;
    }

    private List<Block> blocksOfJavadoc(Path source) {
        List<String> lines = lines(source);
        List<Block> blocks = new ArrayList<>();
        for (int index = 0; index < lines.size(); index++) {
            Matcher reference = REFERENCE.matcher(lines.get(index));
            if (!reference.find() || !lines.get(index).strip().startsWith("*")) {
                continue;
            }
            List<String> code = lines.stream()
                    .skip(index + 2L)
                    .takeWhile(line -> !line.contains("}</pre>"))
                    .map(line -> line.replaceFirst("^\\s*\\* ?", ""))
                    .toList();
            blocks.add(new Block(place(source, index), reference.group(), text(code)));
        }
        return blocks;
    }

    private static String region(Path source, String name) {
        List<String> region = lines(source).stream()
                .dropWhile(line -> !line.strip().equals("// tag::" + name))
                .skip(1)
                .takeWhile(line -> !line.strip().equals("// end::" + name))
                .filter(line -> !MARK.matcher(line.strip()).matches())
                .filter(line -> !line.strip().equals("\"\"\""))
                .toList();
        return text(region);
    }

    private static String text(List<String> lines) {
        return lines.stream().collect(Collectors.joining("\n")).stripIndent().strip();
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Path> files(Path directory, Predicate<String> wanted) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !relative(file).contains("target/") && wanted.test(relative(file)))
                    .sorted(Comparator.naturalOrder())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String relative(Path file) {
        return root.relativize(file).toString().replace('\\', '/');
    }

    private String place(Path file, int index) {
        return relative(file) + ":" + (index + 1);
    }

    /**
     * A code block.
     *
     * @param place file and line
     * @param reference the comment that says what it shows, empty without one
     * @param code what it shows, without the indentation that all lines share
     */
    record Block(String place, String reference, String code) {}
}
