package io.github.ekssdk.testing.internal.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One statement of a policy. */
public final class Statement {
    private final boolean allows;
    private final List<String> actions;
    private final boolean otherActions;
    private final List<String> resources;
    private final boolean otherResources;
    private final @Nullable Principals principals;
    private final boolean otherPrincipals;
    private final List<Condition> conditions = new ArrayList<>();

    private Statement(JsonNode node) {
        this.allows = node.path("Effect").asText().equals("Allow");
        this.otherActions = node.has("NotAction");
        this.actions = Json.texts(node.path(otherActions ? "NotAction" : "Action")).stream()
                .map(action -> action.toLowerCase(Locale.ROOT))
                .toList();
        this.otherResources = node.has("NotResource");
        this.resources = Json.texts(node.path(otherResources ? "NotResource" : "Resource"));
        this.otherPrincipals = node.has("NotPrincipal");
        JsonNode who = node.path(otherPrincipals ? "NotPrincipal" : "Principal");
        this.principals = who.isMissingNode() ? null : Principals.of(who);
        node.path("Condition")
                .properties()
                .forEach(operator -> operator.getValue()
                        .properties()
                        .forEach(key -> conditions.add(
                                Condition.of(operator.getKey(), key.getKey(), Json.texts(key.getValue())))));
    }

    static Statement of(JsonNode node) {
        return new Statement(node);
    }

    /** Whether it allows rather than denies. */
    public boolean allows() {
        return allows;
    }

    /** The principals of a resource policy's statement; null in an identity policy, and for {@code NotPrincipal}. */
    public @Nullable Principals principals() {
        return otherPrincipals ? null : principals;
    }

    /** The condition keys that the statement looks at. */
    public List<String> conditionKeys() {
        return conditions.stream().map(Condition::key).toList();
    }

    /** Whether the statement is about this request, whoever makes it. */
    boolean isAbout(Ask ask) {
        return action(ask.action())
                && resource(ask.resource(), ask.context())
                && conditions.stream().allMatch(condition -> condition.holds(ask.context()));
    }

    /** Whether the statement of a resource policy names the principal itself. */
    boolean names(Principal who) {
        return principals != null && principals.name(who) != otherPrincipals;
    }

    /** Whether the statement of a resource policy is about the principal's account as a whole. */
    boolean namesAccountOf(Principal who) {
        return principals != null && !otherPrincipals && principals.nameAccountOf(who);
    }

    private boolean action(String action) {
        String name = action.toLowerCase(Locale.ROOT);
        return actions.stream().anyMatch(pattern -> Wildcards.matches(pattern, name)) != otherActions;
    }

    private boolean resource(String resource, Context context) {
        if (resources.isEmpty()) {
            return true;
        }
        return resources.stream()
                        .map(context::fill)
                        .filter(Objects::nonNull)
                        .anyMatch(pattern -> pattern.equals("*") || Wildcards.matches(pattern, resource))
                != otherResources;
    }
}
