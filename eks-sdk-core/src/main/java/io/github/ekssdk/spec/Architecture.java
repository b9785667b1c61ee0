package io.github.ekssdk.spec;

/**
 * The instruction set of a node's processor.
 *
 * @since 0.1
 */
public enum Architecture {
    /** Intel and AMD processors. */
    X86_64("x86_64"),
    /** AWS Graviton and other Arm processors. */
    ARM_64("arm64");

    private final String value;

    Architecture(String value) {
        this.value = value;
    }

    /** The name EC2 uses, for example {@code arm64}. */
    public String value() {
        return value;
    }
}
