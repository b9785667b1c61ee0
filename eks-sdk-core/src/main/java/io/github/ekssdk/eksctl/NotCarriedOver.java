package io.github.ekssdk.eksctl;

/**
 * A setting that one side has and the other has not.
 *
 * @param path where it stands, such as {@code managedNodeGroups[0].ssh.publicKey}
 * @param line its line in the file, from 1; 0 where a spec is written
 * @param column its column in the file, from 1; 0 where a spec is written
 * @param reason why it is not carried over, and what to do instead where there is something
 * @since 0.1
 */
public record NotCarriedOver(String path, int line, int column, String reason) {

    /** Reads as one line. */
    @Override
    public String toString() {
        return place() + ": " + reason;
    }

    String place() {
        return line == 0 ? path : "line " + line + ", column " + column + ", " + path;
    }
}
