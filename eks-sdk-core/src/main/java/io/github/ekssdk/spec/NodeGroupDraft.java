package io.github.ekssdk.spec;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What the builder of a node group keeps in mind besides the settings. */
final class NodeGroupDraft {

    private final List<String> unreadableTaints = new ArrayList<>();
    private @Nullable AmiType followed;

    /** Starts from a group; an AMI type that followed from its instance types goes on following them. */
    void startFrom(NodeGroupSpec group) {
        followed = group.amiType() == AmiType.standardFor(group) ? group.amiType() : null;
    }

    /** Returns the AMI type that follows from the instance types of a group, unless another one was chosen. */
    Optional<AmiType> followingType(NodeGroupSpec group) {
        return Optional.ofNullable(followed)
                .filter(type -> group.amiType() == type)
                .map(type -> AmiType.standardFor(group));
    }

    /** Hands on the taint that a text says, or notes that it says none. */
    void readTaint(String text, Consumer<Taint> taint) {
        requireNonNull(text, "text");
        Taint.parse(text).ifPresentOrElse(taint, () -> unreadableTaints.add(text));
    }

    /** Reports the texts that no value could be made of. */
    void reportUnreadable(Problems problems) {
        unreadableTaints.forEach(text -> TaintRules.unreadable(text, problems));
    }
}
