package io.github.ekssdk.testing.internal.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** A policy document, ready to be asked. */
public final class Policy {
    private final List<Statement> statements;

    private Policy(List<Statement> statements) {
        this.statements = statements;
    }

    /**
     * Reads a document that has been checked before.
     *
     * @throws IllegalArgumentException if it is not JSON
     */
    public static Policy parse(String text) {
        JsonNode node = Json.read(text).path("Statement");
        List<Statement> statements = new ArrayList<>();
        if (node.isArray()) {
            node.forEach(statement -> statements.add(Statement.of(statement)));
        } else if (node.isObject()) {
            statements.add(Statement.of(node));
        }
        return new Policy(List.copyOf(statements));
    }

    /** Whether IAM knows a condition operator of that name. */
    public static boolean isConditionOperator(String word) {
        return Condition.isOperator(word);
    }

    /** The statements, in order. */
    public List<Statement> statements() {
        return statements;
    }

    /** Whether a policy of an identity allows it. */
    public boolean allows(Ask ask) {
        return statements.stream().anyMatch(s -> s.allows() && s.isAbout(ask));
    }

    /** Whether a policy of an identity denies it. */
    public boolean denies(Ask ask) {
        return statements.stream().anyMatch(s -> !s.allows() && s.isAbout(ask));
    }

    /** Whether a policy of a resource allows it to this very principal. */
    public boolean allows(Principal who, Ask ask) {
        return statements.stream().anyMatch(s -> s.allows() && s.names(who) && s.isAbout(ask));
    }

    /** Whether a policy of a resource leaves it to the policies of the principal's account. */
    public boolean allowsAccountOf(Principal who, Ask ask) {
        return statements.stream().anyMatch(s -> s.allows() && s.namesAccountOf(who) && s.isAbout(ask));
    }

    /** Whether a policy of a resource denies it to the principal. */
    public boolean denies(Principal who, Ask ask) {
        return statements.stream()
                .anyMatch(s -> !s.allows() && (s.names(who) || s.namesAccountOf(who)) && s.isAbout(ask));
    }
}
