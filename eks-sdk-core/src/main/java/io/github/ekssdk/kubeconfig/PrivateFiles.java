package io.github.ekssdk.kubeconfig;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLockInterruptionException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Optional;
import java.util.Set;

/** Files that only their owner may read. On a file system without POSIX permissions its own defaults hold. */
final class PrivateFiles {

    private static final int LONGEST_CHAIN_OF_LINKS = 40;

    private PrivateFiles() {}

    /** The file at the end of a chain of symbolic links, whether or not it exists. */
    static Path followLinks(Path path) throws IOException {
        Path followed = path;
        for (int links = 0; Files.isSymbolicLink(followed); links++) {
            if (links == LONGEST_CHAIN_OF_LINKS) {
                throw new FileSystemLoopException(path.toString());
            }
            followed = followed.resolveSibling(Files.readSymbolicLink(followed));
        }
        return followed;
    }

    static void createParent(Path file) throws IOException {
        Path parent = file.getParent();
        if (parent != null && !Files.isDirectory(parent)) {
            Files.createDirectories(parent, only(file, "rwx------"));
        }
    }

    /** The text of a file; empty if there is no such file. */
    static Optional<String> read(Path file) throws IOException {
        try {
            return Optional.of(Files.readString(file, UTF_8));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Puts a new file in the place of {@code target}, so that a reader sees the old text or the new, never a part. */
    static void replace(Path target, String text) throws IOException {
        Path written = Files.createTempFile(
                directoryOf(target), "." + target.getFileName(), ".tmp", only(target, "rw-------"));
        try {
            write(written, text);
            keepOwner(target, written);
            Files.move(written, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(written);
        }
    }

    static FileChannel open(Path file, Set<StandardOpenOption> options) throws IOException {
        return FileChannel.open(file, options, only(file, "rw-------"));
    }

    /** Why a file operation failed, in words. */
    static String reason(IOException e) {
        if (e instanceof CharacterCodingException) {
            return "it is not UTF-8 text";
        }
        if (e instanceof ClosedByInterruptException || e instanceof FileLockInterruptionException) {
            return "the thread was interrupted";
        }
        if (e instanceof FileSystemException failure) {
            String what = failure.getReason() == null ? failure.getClass().getSimpleName() : failure.getReason();
            return what + " (" + failure.getFile() + ")";
        }
        return String.valueOf(e.getMessage());
    }

    private static void write(Path file, String text) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = UTF_8.encode(text);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    /** A tool run by root must not take a user's file away from them. */
    private static void keepOwner(Path from, Path to) throws IOException {
        if (Files.exists(from) && isPosix(from)) {
            UserPrincipal owner = Files.getOwner(from);
            if (!owner.equals(Files.getOwner(to))) {
                Files.setOwner(to, owner);
            }
        }
    }

    static Path directoryOf(Path file) {
        Path parent = file.getParent();
        return parent == null ? file.resolveSibling("") : parent;
    }

    private static FileAttribute<?>[] only(Path file, String permissions) {
        Set<PosixFilePermission> set = PosixFilePermissions.fromString(permissions);
        return isPosix(file)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(set)}
                : new FileAttribute<?>[0];
    }

    private static boolean isPosix(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
